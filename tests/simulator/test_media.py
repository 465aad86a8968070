"""What comes with a text: said to the webhook, fetched with the account's credentials, and deleted."""

import base64
from typing import Any

import pytest
import requests
from playwright.sync_api import Browser, expect
from twilio.rest import Client

from .receiver import TOKEN, Receiver
from .stand_in import ACCOUNT, MAYA, StandIn

PNG = b"\x89PNG\r\n\x1a\n"


def fetched(stand_in: StandIn, address: str, token: str = TOKEN) -> requests.Response:
    return stand_in.http.get(address, auth=(ACCOUNT, token), timeout=5)


def test_the_webhook_gets_the_type_and_the_address_of_each(stand_in: StandIn, receiver: Receiver) -> None:
    sid = stand_in.text_in("", media=[{}, {"type": "text/vcard", "content": ""}])["sid"]
    (post,) = receiver.posts
    assert post.signed
    assert sid.startswith("MM")
    assert (post.form["NumMedia"], post.form["Body"]) == ("2", "")
    assert [post.form[f"MediaContentType{number}"] for number in range(2)] == ["image/png", "text/vcard"]
    start = f"{stand_in.url}/2010-04-01/Accounts/{ACCOUNT}/Messages/{sid}/Media/ME"
    assert all(post.form[f"MediaUrl{number}"].startswith(start) for number in range(2))


def test_the_content_is_at_another_address(stand_in: StandIn, receiver: Receiver) -> None:
    note = {"type": "audio/amr", "content": base64.b64encode(b"#!AMR").decode()}
    stand_in.text_in("", media=[{}, note])
    picture, voice = (fetched(stand_in, receiver.posts[0].form[f"MediaUrl{number}"]) for number in range(2))
    assert [each.status_code for each in picture.history] == [307]
    assert (picture.headers["Content-Type"], picture.content[:8]) == ("image/png", PNG)
    assert (voice.headers["Content-Type"], voice.content) == ("audio/amr", b"#!AMR")


def test_a_wrong_token_gets_none(stand_in: StandIn, receiver: Receiver) -> None:
    stand_in.text_in("", media=[{}])
    assert fetched(stand_in, receiver.posts[0].form["MediaUrl0"], "wrong").status_code == 401


def test_what_is_deleted_is_gone(stand_in: StandIn, receiver: Receiver, client: Client) -> None:
    sid = stand_in.text_in("see this", media=[{}])["sid"]
    address = receiver.posts[0].form["MediaUrl0"]
    content = fetched(stand_in, address).url
    assert client.messages(sid).fetch().num_media == "1"
    client.messages(sid).media(address.rpartition("/")[2]).delete()
    assert fetched(stand_in, address).status_code == 404
    assert fetched(stand_in, content).status_code == 404
    assert client.messages(sid).fetch().num_media == "0"


@pytest.mark.parametrize(
    "media", ["picture", [{"kind": "image/png"}], [{"content": "not base64!"}], [{"type": 1}], [{}] * 11]
)
def test_what_cannot_be_read_is_refused(stand_in: StandIn, media: Any) -> None:
    text = {"from": MAYA, "to": "83222", "body": "", "media": media}
    answer = stand_in.http.post(f"{stand_in.url}/simulator/inbound", json=text, timeout=5)
    assert answer.status_code == 400
    assert "media: at most 10" in answer.json()["error"]


def test_a_phone_of_the_page_sends_a_picture_and_shows_it(
    browser: Browser, stand_in: StandIn, receiver: Receiver
) -> None:
    stand_in.post("phones", number=MAYA, name="Maya", side="public")
    page = browser.new_page()
    page.goto(stand_in.url)
    page.get_by_role("region", name="Phone: Maya").get_by_role("button", name="Picture").click()
    picture = page.get_by_label("Texts on the phone of Maya").get_by_alt_text("A picture")
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("naturalWidth", 160)
    assert receiver.posts[0].form["NumMedia"] == "1"
    page.close()
