from enquiries.db import db
from enquiries.domain.setup_file import read_setup_file
from enquiries.domain.week import write_days, write_time
from enquiries.models.centre import *
from enquiries.models.staff import *
from enquiries.models.rota import *
from enquiries.domain.nouns import *


def load(path):
    f = read_setup_file(path.read_text())
    s = db.session
    c = {}
    for r in f.centres:
        c[r.slug] = Centre(
            slug=r.slug,
            name=r.name,
            text_name=r.text_name,
            town=r.town,
            kind=CentreKind(r.kind),
            line=r.line,
            calls_from=CallsFrom(r.calls_from),
            hours=str(r.hours),
            promise_seconds=int(r.promise.total_seconds()),
            timezone=str(f.timezone),
            operator=r.operator,
            role=OperatorRole(r.role),
            regulator=r.regulator,
            country=r.country,
        )
        s.add(c[r.slug])
    n = {}
    for r in f.numbers:
        n[r.number] = Number(
            number=r.number,
            centre=c[r.centre],
            use=NumberUse(r.use),
            keyword_mode=KeywordMode(r.keyword_mode) if r.keyword_mode else None,
        )
        s.add(n[r.number])
    for r in f.keywords:
        s.add(
            Keyword(
                word=r.word, number=n[r.number], centre=c[r.centre], source=r.source, about=About(r.about)
            )
        )
    st = {}
    for r in f.staff:
        st[r.email] = Staff(
            name=r.name,
            mobile=r.mobile,
            email=r.email,
            role=Role(r.role),
            active=True,
            centres=[c[x] for x in r.centres],
        )
        s.add(st[r.email])
    s.flush()
    for r in f.shifts:
        s.add(
            Shift(
                staff_id=st[r.staff].id,
                centre_id=c[r.centre].id,
                level=r.level,
                days=write_days(r.days),
                start=write_time(r.start),
                end=write_time(r.end),
            )
        )
    pos = {}
    for r in f.escalation:
        pos[r.centre] = pos.get(r.centre, 0) + 1
        s.add(
            EscalationStep(
                centre_id=c[r.centre].id,
                position=pos[r.centre],
                after_seconds=int(r.after.total_seconds()),
                to=str(r.to),
            )
        )
    s.commit()
