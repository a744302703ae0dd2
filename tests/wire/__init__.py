"""A server with Gemini's protocol, and the writer against it."""

# Before anything else of Google's is loaded: it keeps the package's warnings and gRPC's own log quiet.
import core.writer.gemini  # noqa: F401
