//! Words of the recovery sheet.

use super::terms::terms;

terms! {
    RECOVERY_SHEET: "账号恢复码", "Account recovery code";
    ACCOUNT: "账号", "Account";
    LOGIN: "登录名", "Login";
    BADGE: "工号", "Number";
    CODE: "恢复码", "Recovery code";
    HOW: "使用方法", "How to use it";
    HOW_TEXT: "忘记口令时，在登录画面选择本人姓名，再选“用恢复码”，输入以上恢复码并设置新口令。恢复码只能用一次，用后即换新码。", "When the password is forgotten, choose your name where one signs in, then “use the recovery code”, type the code above and choose a new password. A code works once; another one comes in its place.";
    KEEP_SAFE: "凭此码可以本人身份登录。请密封后锁入保险柜，不得拍照、转发。", "Whoever has this code can sign in as this person. Seal it and lock it away; take no picture of it.";
    HOLDER: "本人签收", "Received by";
    KEEPER: "保管人", "Kept by";
}
