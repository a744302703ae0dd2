// Three keys and one guarantee.
// - Enter in the prompt creates, Shift+Enter is a new line.
// - Ctrl+Enter or Cmd+Enter renders, also from inside the Ace editor's frame.
// - A click on Render, or on a link that leaves the page, first sends the editor's text as it is at that
//   moment: streamlit-ace itself sends it up to 200 ms later.

let send = null
let revision = 0
let sent = null

const panel = () => document.querySelector(".st-key-code-panel")
const frame = () => panel()?.querySelector("iframe")
const editor = () => frame()?.contentDocument?.querySelector(".ace_editor")?.env?.editor
const press = (key) => document.querySelector(`.st-key-${key} button:not([disabled])`)?.click()

function flush() {
  const text = editor()?.getValue()
  if (text === undefined || !send || (sent?.revision === revision && sent.text === text)) return
  sent = { revision, text }
  send("text", sent)
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
  if (event.target.closest?.(".st-key-render button, .st-key-header a")) flush()
}

const style = `
  body { background: transparent !important; }
  .ace_editor { background: #0b1016 !important; color: #dfe3e6; border-radius: 8px; line-height: 1.55 !important; }
  .ace_gutter { background: #0b1016 !important; color: #55636f !important; }
  .ace_active-line, .ace_gutter-active-line { background: #16202a !important; }
  .ace_comment { color: #7f8e9c !important; font-style: normal !important; }
  .ace_cursor { color: #ffd166 !important; }
  .ace_placeholder { color: #7f8e9c !important; font-family: inherit !important; transform: none !important;
    opacity: 1 !important; margin: 0 !important; padding: 0 4px !important; }
  .failed-line { position: absolute; background: rgba(255, 138, 128, 0.24) !important; }
`

function enter(iframe) {
  const hook = () => {
    const page = iframe.contentDocument
    if (!page?.head || page.chalkmotion || page.URL === "about:blank") return
    page.chalkmotion = true
    page.head.append(Object.assign(page.createElement("style"), { textContent: style }))
    iframe.contentWindow.addEventListener("keydown", onKey, true)
  }
  hook()
  iframe.addEventListener("load", hook)
}

const watcher = new MutationObserver(() => {
  for (const iframe of document.querySelectorAll(".st-key-code-panel iframe:not([data-heard])")) {
    iframe.dataset.heard = ""
    enter(iframe)
  }
})

export default function ({ data, setStateValue }) {
  send = setStateValue
  revision = data.revision
  document.addEventListener("keydown", onKey, true)
  document.addEventListener("click", onClick, true)
  watcher.observe(document.body, { childList: true, subtree: true })
  for (const iframe of document.querySelectorAll(".st-key-code-panel iframe")) enter(iframe)
  return () => {
    send = null
    document.removeEventListener("keydown", onKey, true)
    document.removeEventListener("click", onClick, true)
    watcher.disconnect()
  }
}
