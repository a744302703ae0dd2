// Three keys and three guarantees.
// - Enter in the prompt creates, Shift+Enter is a new line.
// - Ctrl+Enter or Cmd+Enter renders, also from inside the Ace editor's frame.
// - A click on Render first sends the editor's text as it is at that moment: streamlit-ace itself sends it up
//   to 200 ms later. A link that leaves the page waits until the server knows the text: a message about the
//   page that was left would bring it back.
// - A click on Cancel is repeated until it is heard: Streamlit 1.67 forgets a button when another message, such
//   as a fragment's tick, follows its click within a few milliseconds.
// - A new video begins: Streamlit starts it the first time that it draws it only, and it may draw it again before
//   anybody has seen it, as after a reload.

const PATIENCE = 2000 // milliseconds that a link waits for the server
const AGAIN = 400 // milliseconds between two clicks on Cancel
const TRIES = 5

let send = null
let revision = 0
let known = ""
let leaving = null // the link that waits
let free = false // whether a link may pass

const panel = () => document.querySelector(".st-key-code-panel")
const frame = () => panel()?.querySelector("iframe")
const editor = () => frame()?.contentDocument?.querySelector(".ace_editor:not(.ace_autocomplete)")?.env?.editor
const press = (key) => document.querySelector(`.st-key-${key} button:not([disabled])`)?.click()

function flush() {
  const text = editor()?.getValue()
  if (text !== undefined && text !== known) send?.("text", { revision, text })
}

function leave(link) {
  clearTimeout(leaving?.timer)
  leaving = null
  free = true
  link.click()
  free = false
}

function hold(event, link) {
  const text = editor()?.getValue()
  if (free || text === undefined || text === known) return
  event.preventDefault()
  event.stopImmediatePropagation()
  clearTimeout(leaving?.timer)
  leaving = { link, timer: setTimeout(leave, PATIENCE, link) }
}

function insist(name) {
  let left = TRIES
  const timer = setInterval(() => {
    const button = document.querySelector(`.${name} button:not([disabled])`)
    if (!button || left-- === 0) clearInterval(timer)
    else button.click()
  }, AGAIN)
}

const renders = (event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing

function onKey(event) {
  const inPrompt = event.target.closest?.(".st-key-prompt textarea")
  if (inPrompt) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return
    event.preventDefault()
    event.stopImmediatePropagation()
    event.target.blur() // Streamlit takes over what was typed when the field is left.
    press("create")
  } else if (renders(event)) {
    event.preventDefault()
    event.stopImmediatePropagation()
    press("render")
  }
}

function onClick(event) {
  if (event.target.closest?.(".st-key-render button")) flush()
  const link = event.target.closest?.(".st-key-header a")
  if (link) hold(event, link)
  const cancel = event.isTrusted && event.target.closest?.('[class*="st-key-cancel-"]')
  if (cancel) insist(/st-key-cancel-\w+/.exec(cancel.className)[0])
}

const style = `
  html, body { margin: 0 !important; background: #0b1016 !important; overflow: hidden; }
  .ace_editor:not(.ace_autocomplete) { height: 100vh !important; }
  .ace_editor { background: #0b1016 !important; color: #dfe3e6 !important; line-height: 1.5 !important; }
  .ace_gutter { background: #0b1016 !important; color: #55636f !important; }
  .ace_active-line, .ace_gutter-active-line { background: #16202a !important; }
  .ace_keyword, .ace_constant.ace_language, .ace_storage { color: #6cb6ff !important; }
  .ace_keyword.ace_operator, .ace_support.ace_function, .ace_entity.ace_name.ace_function { color: #dfe3e6 !important; }
  .ace_variable { color: #dfe3e6 !important; }
  .ace_string { color: #8bd49c !important; }
  .ace_constant.ace_numeric { color: #f0a868 !important; }
  .ace_comment { color: #7f8e9c !important; font-style: normal !important; }
  .ace_cursor { color: #ffd166 !important; }
  .ace_placeholder { color: #7f8e9c !important; font-family: inherit !important; transform: none !important;
    opacity: 1 !important; margin: 0 !important; padding: 0 6px !important; }
  .failed-line { position: absolute; background: rgba(255, 138, 128, 0.26) !important; }
`

function enter(iframe) {
  const hook = () => {
    const page = iframe.contentDocument
    if (!page?.head || page.chalkmotion || page.URL === "about:blank") return
    page.chalkmotion = true
    page.head.append(Object.assign(page.createElement("style"), { textContent: style }))
    iframe.contentWindow.addEventListener("keydown", onKey, true)
    new iframe.contentWindow.ResizeObserver(() => editor()?.resize(true)).observe(page.body)
  }
  hook()
  iframe.addEventListener("load", hook)
}

function begin(video) {
  const play = () => {
    // Where the browser allows no video to begin by itself there is still its button.
    if (video.paused && video.muted) video.play().catch(() => undefined)
  }
  video.addEventListener("loadeddata", play)
  if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) play()
}

function greet() {
  for (const iframe of document.querySelectorAll(".st-key-code-panel iframe:not([data-heard])")) {
    iframe.dataset.heard = ""
    enter(iframe)
  }
  for (const video of document.querySelectorAll("video:not([data-heard])")) {
    video.dataset.heard = ""
    begin(video)
  }
}

const watcher = new MutationObserver(greet)

export default function ({ data, setStateValue }) {
  send = setStateValue
  revision = data.revision
  known = data.known
  if (leaving && editor()?.getValue() === known) leave(leaving.link)
  document.addEventListener("keydown", onKey, true)
  document.addEventListener("click", onClick, true)
  watcher.observe(document.body, { childList: true, subtree: true })
  greet()
  return () => {
    send = null
    document.removeEventListener("keydown", onKey, true)
    document.removeEventListener("click", onClick, true)
    watcher.disconnect()
  }
}
