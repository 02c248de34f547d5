-- A process that hangs in the middle of a commit keeps its locks: whoever takes its lease over ends its sessions first.
-- The application works as reckon_writer, which may not end sessions of the user it logged in as; this function may.
CREATE FUNCTION evict(application text) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT count(*) FILTER (WHERE pg_terminate_backend(pid)) FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = application AND pid <> pg_backend_pid()
$$;
REVOKE EXECUTE ON FUNCTION evict FROM PUBLIC;
GRANT EXECUTE ON FUNCTION evict TO reckon_writer;
COMMENT ON FUNCTION evict IS 'Ends all sessions of one process of ours, named as it names itself; what they had not committed is undone.';
