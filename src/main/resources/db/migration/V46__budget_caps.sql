-- A cap counts in every month from the moment it is set, so no month keeps its own.
alter table budget
    drop column cap_micros,
    add check (spent_micros >= 0),
    add check (reserved_micros >= 0);
