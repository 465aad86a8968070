from tests.web.visitor import Visitor


class TestTheFirstPage:
    def test_has_every_way_to_ask(self, visitor: Visitor) -> None:
        page = visitor.opens("/").text
        for way in (
            "Text <b>HELP</b> to <b>83222</b>",
            "Text <b>HELP</b> to <b>07700 900100</b>",
            'href="/callback/willow-house"',
            'href="/callback/willow-london"',
            "020 7946 0123",
            "mon-fri 08:00-20:00, sat 09:00-17:00",
        ):
            assert way in page

    def test_has_every_line_that_helps_at_once(self, visitor: Visitor) -> None:
        page = visitor.opens("/").text
        for line in ("999", "111", "116 123", "SHOUT to 85258", "0300 123 6600", "0800 1111", "last checked"):
            assert line in page

    def test_may_not_be_framed_nor_run_what_is_not_ours(self, visitor: Visitor) -> None:
        policy = visitor.opens("/").headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in policy
        assert "script-src 'self'" in policy

    def test_and_the_form_weigh_little(self, visitor: Visitor) -> None:
        parts = ("/callback/willow-house", "/static/style.css", "/static/exit.js", "/static/icon.svg")
        assert sum(len(visitor.opens(part).data) for part in parts) < 30_000


class TestNothingThere:
    def test_an_unknown_address_is_a_page_that_helps(self, visitor: Visitor) -> None:
        page = visitor.opens("/nowhere")
        assert page.status_code == 404
        assert "Samaritans" in page.text

    def test_a_wrong_method_too(self, visitor: Visitor) -> None:
        assert visitor.client.delete("/callback").status_code == 405
