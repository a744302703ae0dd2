// Keys, guarantees, and what the server cannot do in the editor.
// - Enter in the prompt creates, Shift+Enter is a new line.
// - Ctrl+Enter or Cmd+Enter renders, also from inside the Ace editor's frame.
// - A click on Render or on a fix is also told as a state, with the editor's text as it is at that moment:
//   streamlit-ace itself sends it up to 200 ms later, and Streamlit 1.67 forgets a button when another message,
//   such as that one or a fragment's tick, follows its click within a few milliseconds.
// - A link that leaves the page waits until the server knows the text: a message about the page that was left
//   would bring it back.
// - A click on Cancel is repeated until it is heard.
// - What a fix makes of the text is written into Ace as if it were typed: its cursor and its undo stay.
// - A click on a finding's line goes there.
// - Where a browser brings a part of the text into view by itself, Ace goes along: its numbers stay beside their lines.
// - A new video begins: Streamlit starts it the first time that it draws it only, and it may draw it again before
//   anybody has seen it, as after a reload.

const PATIENCE = 2000 // milliseconds that a link waits for the server
const AGAIN = 400 // milliseconds between two clicks on Cancel
const TRIES = 5

let send = null
let editorName = ""
let known = ""
let clicks = 0 // how many were told
let written = "" // the id of the text that was written into the editor last
let leaving = null // the link that waits
let free = false // whether a link may pass

const panel = () => document.querySelector(".st-key-code-panel")
const frame = () => panel()?.querySelector("iframe")
const editor = () => frame()?.contentDocument?.querySelector(".ace_editor:not(.ace_autocomplete)")?.env?.editor
const press = (key) => document.querySelector(`.st-key-${key} button:not([disabled])`)?.click()

function tell(button) {
  const text = editor()?.getValue()
  if (text !== undefined) send?.("click", { editor: editorName, text, button, number: ++clicks })
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

// Ace counts in UTF-16 units, as strings do.
function write(wanted) {
  if (wanted.id !== written) return
  const ace = editor()
  if (!ace) return setTimeout(write, AGAIN, wanted) // its frame is still being loaded
  const now = ace.getValue()
  const text = wanted.text
  const shorter = Math.min(now.length, text.length)
  let head = 0
  while (head < shorter && now[head] === text[head]) head++
  let tail = 0
  while (tail < shorter - head && now.at(-1 - tail) === text.at(-1 - tail)) tail++
  const document = ace.session.getDocument()
  const range = ace.getSelectionRange()
  range.setStart(document.indexToPosition(head))
  range.setEnd(document.indexToPosition(now.length - tail))
  ace.session.replace(range, text.slice(head, text.length - tail))
  // The signs for this text may have come before it; Ace drops those of the lines that change.
  ace.session.setAnnotations(ace.session.getAnnotations())
  ace.clearSelection()
  ace.moveCursorToPosition(document.indexToPosition(text.length - tail))
  ace.renderer.scrollCursorIntoView(null, 0.5)
  setTimeout(agree, AGAIN)
}

// What is written and undone at once is no change for streamlit-ace, which then reports nothing.
function agree() {
  if (editor()?.getValue() !== known) tell("")
}

function goTo(event, place) {
  const [, line, column] = /st-key-goto-(\d+)-(\d+)/.exec(place.className)
  event.preventDefault()
  event.stopImmediatePropagation() // The server has nothing to do.
  frame()?.scrollIntoView({ block: "nearest" })
  editor()?.gotoLine(Number(line), Number(column) - 1, false)
  editor()?.focus()
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
  const place = event.target.closest?.('[class*="st-key-goto-"]')
  if (place) return goTo(event, place)
  const pressed = event.target.closest?.(":is(.st-key-render, .st-key-findings, .st-key-mended) .stButton")
  if (pressed) tell(/st-key-([\w-]+)/.exec(pressed.closest(".stElementContainer").className)[1])
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
  .ace_active-line, .ace_gutter-active-line { background-color: #16202a !important; }
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

function follow(event) {
  const box = event.target
  if (!box.matches?.(".ace_scroller") || box.closest(".ace_autocomplete")) return
  const { scrollLeft, scrollTop } = box
  const session = editor()?.session
  if (!session || (scrollLeft === 0 && scrollTop === 0)) return
  session.setScrollLeft(session.getScrollLeft() + scrollLeft)
  session.setScrollTop(session.getScrollTop() + scrollTop)
  box.scrollTo(0, 0)
}

function enter(iframe) {
  const hook = () => {
    const page = iframe.contentDocument
    if (!page?.head || page.chalkmotion || page.URL === "about:blank") return
    page.chalkmotion = true
    page.head.append(Object.assign(page.createElement("style"), { textContent: style }))
    iframe.contentWindow.addEventListener("keydown", onKey, true)
    page.addEventListener("scroll", follow, true)
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
  editorName = data.name
  known = data.known
  if (data.write && data.write.id !== written) {
    written = data.write.id
    write(data.write)
  }
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
