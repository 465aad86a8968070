"""Our own PostgreSQL: copies for tests, and what a crash leaves."""

import psycopg

from tools.postgres import Postgres


def query(url: str, statement: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url.replace("postgresql+psycopg", "postgresql"), autocommit=True) as connection:
        cursor = connection.execute(statement.encode())
        return cursor.fetchall() if cursor.description else []


def test_a_copy_has_what_its_original_had(postgres: Postgres) -> None:
    query(postgres.create_database("codes"), "CREATE TABLE codes AS SELECT '4821' AS code")
    copy = postgres.create_database("copy", like="codes")
    query(copy, "INSERT INTO codes VALUES ('1193')")
    assert query(copy, "SELECT code FROM codes ORDER BY 1") == [("1193",), ("4821",)]
    assert query(postgres.url("codes"), "SELECT code FROM codes") == [("4821",)]
    for name in ("copy", "codes"):
        postgres.drop_database(name)


def test_never_waits_for_the_disk(postgres: Postgres) -> None:
    assert query(postgres.url("postgres"), "SHOW fsync") == [("off",)]


def test_what_was_committed_survives_a_crash() -> None:
    server = Postgres(durable=True)
    try:
        server.start()
        query(server.url("postgres"), "CREATE TABLE codes AS SELECT '4821' AS code")
        server.crash()
        server.start()
        assert query(server.url("postgres"), "SELECT code FROM codes") == [("4821",)]
    finally:
        server.stop()
