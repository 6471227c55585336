-- Each feature adds a migration of its own, named after the time: V20260731120000__waitlist_entries.sql.
-- What is merged is never changed. It must run on PostgreSQL, and on H2 in its PostgreSQL mode.
select 1;
