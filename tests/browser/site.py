"""A centre's own site: small pages on a port of their own, with whatever policy a test gives them."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

# Of a careful site: scripts and frames from us alone, no style in attributes, nothing evaluated.
STRICT = "default-src 'none'; script-src {ours}; frame-src {ours}; style-src 'none'"


class Site:
    """`pages` by their path, without what follows a question mark; `policy` goes with each of them."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.pages: dict[str, str] = {}
        self.policy = ""
        self._server = ThreadingHTTPServer((host, 0), type("Pages", (_Pages,), {"site": self}))
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self.origin = f"http://{host}:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Pages(BaseHTTPRequestHandler):
    site: Site

    def do_GET(self) -> None:
        page = self.site.pages.get(self.path.partition("?")[0])
        body = (page or "").encode()
        self.send_response(200 if page is not None else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        if self.site.policy:
            self.send_header("Content-Security-Policy", self.site.policy)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """A test has its own words."""
