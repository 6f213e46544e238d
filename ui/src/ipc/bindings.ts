// Written in the shape that tauri-specta generates; the generated file replaces it. Do not edit.
import { invoke as __TAURI_INVOKE } from "@tauri-apps/api/core";
import * as __TAURI_EVENT from "@tauri-apps/api/event";

/** Commands */
export const commands = {
	opening: () => __TAURI_INVOKE<Opening>("opening"),
	openWithCode: (code: string) => typedError<null, Refusal>(__TAURI_INVOKE("open_with_code", { code })),
	pickFile: () => typedError<string | null, Refusal>(__TAURI_INVOKE("pick_file")),
	pickSave: (suggested: string) => typedError<string | null, Refusal>(__TAURI_INVOKE("pick_save", { suggested })),
	status: () => typedError<Status, Refusal>(__TAURI_INVOKE("status")),
	settings: () => typedError<Settings, Refusal>(__TAURI_INVOKE("settings")),
	saveSettings: (settings: Settings) => typedError<null, Refusal>(__TAURI_INVOKE("save_settings", { settings })),
	board: (date: string | null) => typedError<Board, Refusal>(__TAURI_INVOKE("board", { date })),
	period: (from: string, to: string) => typedError<Period, Refusal>(__TAURI_INVOKE("period", { from, to })),
	nextUp: (department: Department | null, limit: number) => typedError<DueTask[], Refusal>(__TAURI_INVOKE("next_up", { department, limit })),
	meeting: (id: string) => typedError<MeetingDetail, Refusal>(__TAURI_INVOKE("meeting", { id })),
	search: (words: string) => typedError<Found, Refusal>(__TAURI_INVOKE("search", { words })),
	rooms: () => typedError<Room[], Refusal>(__TAURI_INVOKE("rooms")),
	buildings: () => typedError<Building[], Refusal>(__TAURI_INVOKE("buildings")),
	templates: () => typedError<Template[], Refusal>(__TAURI_INVOKE("templates")),
	venue: () => typedError<Venue, Refusal>(__TAURI_INVOKE("venue")),
	saveRoom: (room: Room) => typedError<string, Refusal>(__TAURI_INVOKE("save_room", { room })),
	saveBuilding: (building: Building) => typedError<string, Refusal>(__TAURI_INVOKE("save_building", { building })),
	saveTemplate: (template: Template) => typedError<string, Refusal>(__TAURI_INVOKE("save_template", { template })),
	saveVenue: (venue: Venue) => typedError<null, Refusal>(__TAURI_INVOKE("save_venue", { venue })),
	quick: (line: string) => typedError<QuickReading, Refusal>(__TAURI_INVOKE("quick", { line })),
	check: (draft: Draft, moving: string | null) => typedError<Refusal | null, Refusal>(__TAURI_INVOKE("check", { draft, moving })),
	book: (draft: Draft) => typedError<string, Refusal>(__TAURI_INVOKE("book", { draft })),
	amend: (id: string, draft: Draft) => typedError<null, Refusal>(__TAURI_INVOKE("amend", { id, draft })),
	draftOf: (id: string) => typedError<Draft, Refusal>(__TAURI_INVOKE("draft_of", { id })),
	moveMeeting: (id: string, room: string | null, date: string, startMinute: number, endMinute: number) => typedError<null, Refusal>(__TAURI_INVOKE("move_meeting", { id, room, date, startMinute, endMinute })),
	setState: (id: string, state: State, why: string) => typedError<null, Refusal>(__TAURI_INVOKE("set_state", { id, state, why })),
	confirm: (key: TaskKey, by: string, note: string, reason: string) => typedError<null, Refusal>(__TAURI_INVOKE("confirm", { key, by, note, reason })),
	clashes: () => typedError<ClashView[], Refusal>(__TAURI_INVOKE("clashes")),
	tolerate: (first: string, second: string, why: string) => typedError<null, Refusal>(__TAURI_INVOKE("tolerate", { first, second, why })),
	settle: (meeting: string, field: string, version: number) => typedError<null, Refusal>(__TAURI_INVOKE("settle", { meeting, field, version })),
	importPreview: (path: string, options: ImportOptions) => typedError<ImportReport, Refusal>(__TAURI_INVOKE("import_preview", { path, options })),
	importApply: (path: string, options: ImportOptions) => typedError<ImportReport, Refusal>(__TAURI_INVOKE("import_apply", { path, options })),
	exportIcs: (path: string, from: string | null, to: string | null) => typedError<number, Refusal>(__TAURI_INVOKE("export_ics", { path, from, to })),
	bulletin: (date: string, language: Language) => typedError<BulletinInfo, Refusal>(__TAURI_INVOKE("bulletin", { date, language })),
	bulletinPage: (edition: number, page: number) => typedError<string, Refusal>(__TAURI_INVOKE("bulletin_page", { edition, page })),
	bulletinSave: (edition: number, path: string) => typedError<null, Refusal>(__TAURI_INVOKE("bulletin_save", { edition, path })),
	bulletinPrint: (edition: number, printer: string | null) => typedError<null, Refusal>(__TAURI_INVOKE("bulletin_print", { edition, printer })),
	printers: () => typedError<PrinterView[], Refusal>(__TAURI_INVOKE("printers")),
	recoveryCode: () => typedError<string, Refusal>(__TAURI_INVOKE("recovery_code")),
};

/** Events */
export const events = {
	changed: makeEvent<Changed>("changed"),
	go: makeEvent<Go>("go"),
};

/* Types */
export type Opening = { kind: "ready" } | { kind: "refused"; code: string; detail: string };
export type Changed = { kinds: string[]; ids: string[] };
export type Go = { screen: string; meeting: string | null };

export type Language = "zh" | "en";
export type Theme = "system" | "light" | "dark";
export type Class = "A" | "B" | "C";
export type Layout = "theatre" | "classroom" | "u_shape" | "hollow_square" | "board" | "directional" | "rounds";
export type Service = "tea" | "podium_tea" | "water" | "none";
export type State = "enquiry" | "held" | "awaiting_approval" | "confirmed" | "in_preparation" | "in_session" | "clearing" | "closed" | "cancelled";
export type SlotFault = "end_before_start" | "too_long" | "year_out_of_range";
export type Severity = "information" | "warns" | "blocks";
export type Department = "centre" | "meeting_service" | "technical" | "security" | "environment" | "procurement" | "building";
export type Work = "set_up" | "check" | "room" | "security" | "tea" | "greeting" | "clearing" | "desk";
export type Progress = "done" | "done_for_old_time" | "waiting" | "open" | "overdue" | "reminded" | "escalated";
export type CheckMark = "open" | "done" | "stale" | "late";
export type OfferKind = "other_room" | "other_time" | "other_day";
export type Missing = "title" | "headcount" | "organiser" | "contact";
export type DraftField = "title" | "room" | "date" | "start" | "end";
export type Basis = "heads" | "podium" | "seats" | "meeting";
export type ImportOutcome = "added" | "changed" | "same" | "skipped";

export type Name = { zh: string; en: string };
export type When = { date: string; start_minute: number; end_minute: number; all_day: boolean; start: string; end: string };
export type FollowUp = { kind: "approval" } | { kind: "no_room" } | { kind: "too_many"; heads: number; seats: number } | { kind: "short_notice"; lead_minutes: number } | { kind: "outside_opening" } | { kind: "incomplete"; missing: Missing[] };

export type MeetingBrief = { id: string; number: string; title: string; room: Name | null; when: When; headcount: number | null };
export type BoardRoom = { id: string; name: Name; number: string | null; building: Name; class: Class; layout: Layout | null; seats: number; open_from: number; open_to: number; parts: string[]; companions: string[] };
export type BoardMeeting = { id: string; number: string; title: string; room: string | null; also: string[]; blocks: string[]; when: When; from_minute: number; to_minute: number; set_up_minute: number; clear_minute: number; headcount: number | null; organiser: string; layout: Layout | null; state: State; leader: boolean; checks: CheckMark[]; late_tasks: number; clash: Severity | null; follow_ups: FollowUp[]; imported: boolean; conflicts: number };
export type Counts = { meetings: number; to_come: number; running: number; over: number; people: number; checks_done: number; checks: number; late: number; cups: number };
export type Decision = { kind: "clash"; clash: ClashView } | { kind: "follow_up"; meeting: MeetingBrief; follow_up: FollowUp } | { kind: "conflict"; meeting: MeetingBrief; field: string };
export type Board = { date: string; from_minute: number; to_minute: number; rooms: BoardRoom[]; meetings: BoardMeeting[]; decisions: Decision[]; counts: Counts };
export type Period = { from: string; to: string; rooms: BoardRoom[]; meetings: BoardMeeting[] };

export type TaskKey = { meeting: string; item: string; round: number };
export type Confirmation = { task: string; by: string; at: string; due: string; note: string; reason: string };
export type DueTask = { key: TaskKey; handle: string; meeting: MeetingBrief; text: Name; department: Department; work: Work; due: string; date: string; minute: number; seconds_left: number; progress: Progress; waiting_for: Name[]; confirmations: Confirmation[]; rule: string };

export type Draft = { title: string; room: string | null; also: string[]; layout: Layout | null; date: string | null; start_minute: number | null; end_minute: number | null; all_day: boolean; headcount: number | null; organiser: string; contact: string; phone: string; service: Service; leader: boolean; needs: string; state: State | null };
export type ClashWith = { meeting: MeetingBrief; severity: Severity };
export type OfferView = { kind: OfferKind; room: string; room_name: Name; layout: Layout | null; seats: number; when: When };
export type Refusal = { kind: "clash"; detail: { with: ClashWith[]; offers: OfferView[] } } | { kind: "slot"; detail: SlotFault } | { kind: "lacks"; detail: DraftField[] } | { kind: "comes_before"; detail: Name[] } | { kind: "reason_needed" } | { kind: "name_needed" } | { kind: "state"; detail: { from: State; to: State } } | { kind: "unknown"; detail: string } | { kind: "several"; detail: { word: string; found: string[] } } | { kind: "too_long"; detail: { field: string; most: number } } | { kind: "out_of_range"; detail: { field: string; least: number; most: number } } | { kind: "file"; detail: { code: string; detail: string } } | { kind: "document"; detail: { code: string; detail: string } } | { kind: "store"; detail: { code: string; detail: string } };

export type RoomHow = "name" | "number" | "part" | "pinyin";
export type RoomMatch = { id: string; name: string; how: RoomHow };
export type ChipKind = "date" | "time" | "room" | "headcount" | "organiser" | "title" | "contact" | "phone" | "unread";
export type DayPart = "small_hours" | "morning" | "noon" | "afternoon" | "dusk" | "evening" | "all_day";
export type Assumption = { kind: "today" } | { kind: "tomorrow_because_past" } | { kind: "next_year" } | { kind: "later_month" } | { kind: "coming_weekday" } | { kind: "weekday_is_today" } | { kind: "next_is_next_week" } | { kind: "month_first" } | { kind: "part_of_day"; detail: DayPart } | { kind: "before_noon" } | { kind: "after_noon" } | { kind: "bare_hours" } | { kind: "usual_length"; detail: number } | { kind: "over_midnight" } | { kind: "midnight_ends_day" } | { kind: "approximate" } | { kind: "upper_of_range"; detail: number } | { kind: "name_beside_phone" } | { kind: "only_words_left" };
export type Problem = "no_such_date" | "no_such_time" | "end_before_start" | "part_disagrees" | "unclear_hour" | "needs_hour" | "needs_start" | "needs_day" | "repeats" | "several_days" | "weekday_disagrees" | "date_or_time" | "room_or_headcount" | "second" | "past" | "too_long";
export type Chip = { kind: ChipKind; span: [number, number]; text: string; assumed: Assumption[]; problem: Problem | null; ambiguous: boolean };
export type Entry = { chips: Chip[]; date: string | null; start: string | null; end: string | null; all_day: boolean; rooms: RoomMatch[]; headcount: number | null; organiser: string | null; title: string | null; contact: string | null; phone: string | null; rest: string[]; assumptions: Assumption[] };
export type QuickReading = { entry: Entry; draft: Draft; lacks: DraftField[]; refusal: Refusal | null };

export type Slot = { room: string | null; also: string[]; layout: Layout | null; start: string; end: string; all_day: boolean };
export type Standing = { state: State; by: string; why: string };
export type Source = { origin: string; key: string; digest: string };
export type Taken = { by: string; at: string };
export type Meeting = { id: string; number: string; title: string; slot: Slot; headcount: number | null; organiser: string; contact: string; phone: string; service: Service; leader: boolean; needs: string; standing: Standing; template: string | null; series: string | null; source: Source | null; taken: Taken };
export type Goods = { item: Name; unit: Name; quantity: number };
export type ClashView = { first: MeetingBrief; second: MeetingBrief; room: string; room_name: Name; when: When; severity: Severity; offers: OfferView[]; tolerated: string | null };
export type ChangeView = { at: string; by: string; station: string; offline: boolean; intent: string; field: string; before: string | null; after: string };
export type ConflictVersion = { text: string; by: string; station: string; at: string; offline: boolean };
export type ConflictView = { meeting: string; field: string; versions: ConflictVersion[] };
export type MeetingDetail = { meeting: Meeting; when: When; room: BoardRoom | null; state: State; next_states: State[]; template: Name | null; tasks: DueTask[]; goods: Goods[]; follow_ups: FollowUp[]; clashes: ClashView[]; history: ChangeView[]; conflicts: ConflictView[] };
export type MeetingRow = { meeting: MeetingBrief; organiser: string; contact: string; phone: string; state: State; clash: Severity | null; follow_ups: FollowUp[] };
export type Found = { words: string; meetings: MeetingRow[]; more: boolean };

export type Status = { venue: Name; zone: string; station: string; letter: string; now: string; today: string; minute: number; clock_fixed: boolean; saved_at: string | null; backed_up_at: string | null; meetings: number; folder: string; version: string; key_place: string };
export type Settings = { operator: string; language: Language; theme: Theme; notify: boolean };

export type Building = { id: string; name: Name; rank: number };
export type Setting = { layout: Layout; seats: number; set_up: number; clear: number };
export type OpeningHours = { from: number; to: number; days: number[] };
export type Room = { id: string; building: string; name: Name; number: string | null; aliases: string[]; class: Class; settings: Setting[]; companions: string[]; parts: string[]; opening: OpeningHours; rank: number; retired: boolean };
export type Due = { from: "start"; minutes: number } | { from: "end"; minutes: number } | { from: "days_before"; days: number; minute: number } | { from: "every"; minutes: number };
export type Item = { key: string; text: Name; department: Department; work: Work; due: Due; after: string[]; services: Service[]; remind: number; escalate: number; rule: string };
export type GoodsRule = { item: Name; unit: Name; services: Service[]; basis: Basis; per_hundred: number; spare: number };
export type Template = { id: string; name: Name; classes: Class[]; layouts: Layout[]; rooms: string[]; podium: number; items: Item[]; goods: GoodsRule[]; replaces: string | null; retired: boolean };
export type Window = { from: string; to: string };
export type DayParts = { morning: Window; noon: Window; afternoon: Window; evening: Window; all_day: Window; default_minutes: number };
export type BookingRule = { class: Class; lead_minutes: number; approval: boolean };
export type Venue = { id: string; name: Name; issuer: Name; zone: string; day_parts: DayParts; booking_rules: BookingRule[] };

export type ImportOptions = { shift_to: string | null; rooms: { [key in string]: string | null }; skip: string[] };
export type RoomGuess = { name: string; entries: number; room: string | null; skipped: boolean; guessed: boolean };
export type ImportLine = { line: number; title: string; when: When | null; room: Name | null; outcome: ImportOutcome; remarks: string[]; clashes: string[] };
export type ImportReport = { title: string; format: string; origin: string; days: [string, string] | null; rooms: RoomGuess[]; lines: ImportLine[]; added: number; changed: number; same: number; skipped: number; clashing: number; applied: boolean };
export type BulletinInfo = { date: string; number: string; pages: number; meetings: number; edition: number };
export type PrinterView = { name: string; usual: boolean };

/* Tauri Specta runtime */
async function typedError<T, E>(result: Promise<T>): Promise<{ status: "ok"; data: T } | { status: "error"; error: E }> {
	try {
		return { status: "ok", data: await result };
	} catch (e) {
		if (e instanceof Error) throw e;
		return { status: "error", error: e as E };
	}
}

function makeEvent<T>(name: string) {
	return {
		listen: (cb: __TAURI_EVENT.EventCallback<T>) => __TAURI_EVENT.listen<T>(name, cb),
		once: (cb: __TAURI_EVENT.EventCallback<T>) => __TAURI_EVENT.once<T>(name, cb),
	};
}
