-- Calls that wait in a provider's batch: a turn that starts again goes on waiting for the same batch.
alter table model_call add column batched boolean not null default false;

create table model_call_waiting (
    company_id       uuid not null,
    turn             text not null,
    step             int not null,
    request_hash     text not null,
    model            text not null,
    batch            text not null,
    reservation_id   uuid not null,
    reserved_micros  bigint not null,
    submitted_at     timestamptz not null,
    primary key (company_id, turn, step, request_hash)
);
