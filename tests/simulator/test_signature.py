"""The signature, against the validator that Twilio ships."""

from hypothesis import given
from hypothesis import strategies as st
from twilio.request_validator import RequestValidator

from enquiries.simulator.webhooks import sign

URLS = st.sampled_from(
    [
        "https://ring.example/webhooks/sms",
        "https://ring.example:8443/webhooks/sms?a=b&c=",
        "http://127.0.0.1:5000/webhooks/status/7",
    ]
)


@given(st.text(min_size=1), URLS, st.dictionaries(st.text(min_size=1), st.text()))
def test_any_form_is_signed_as_twilio_signs_it(token: str, url: str, form: dict[str, str]) -> None:
    assert RequestValidator(token).validate(url, form, sign(token, url, form))


def test_a_changed_parameter_breaks_it() -> None:
    url = "https://ring.example/webhooks/sms"
    signature = sign("token", url, {"Body": "4821 Y"})
    assert not RequestValidator("token").validate(url, {"Body": "4821 N"}, signature)
    assert not RequestValidator("another").validate(url, {"Body": "4821 Y"}, signature)
