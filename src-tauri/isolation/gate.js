// Every message from the page to the program passes here, in a frame that the
// page cannot reach. What is not one of our commands goes no further: it is
// passed on under a name that nothing answers to, so that the caller is told.
window.__TAURI_ISOLATION_HOOK__ = (message) => {
  const known = typeof message.cmd === 'string' && window.STEWARD_COMMANDS.has(message.cmd)
  const plain = message.payload === undefined || Object.prototype.toString.call(message.payload) === '[object Object]'
  return known && plain ? message : { ...message, cmd: 'refused', payload: {} }
}
