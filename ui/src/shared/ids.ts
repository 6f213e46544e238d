// The id of what was never saved: the desk takes it for new and gives it one.
export const NEW = '00000000-0000-0000-0000-000000000000';
