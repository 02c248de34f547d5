-- Foreign files whose rows name accounts, keys and models themselves: what is stated for the file as a whole may be less,
-- and what their columns mean is a mapping.
ALTER TABLE foreign_file
    ALTER COLUMN account_id DROP NOT NULL,
    ALTER COLUMN key_id DROP NOT NULL,
    ALTER COLUMN key_kind DROP NOT NULL,
    ADD COLUMN mapping text NOT NULL DEFAULT '',
    ADD CHECK (format NOT LIKE 'trace.%' OR (account_id IS NOT NULL AND key_id IS NOT NULL AND key_kind IS NOT NULL
                                             AND mapping = ''));
COMMENT ON COLUMN foreign_file.account_id IS 'Whose usage all of the file is; null where its rows say so.';
COMMENT ON COLUMN foreign_file.key_id IS 'The key of all of the file; null where its rows name it.';
COMMENT ON COLUMN foreign_file.provider IS 'Empty where the rows name it, as with model and endpoint.';
COMMENT ON COLUMN foreign_file.mapping IS 'The mapping of its columns, as it was handed over; empty where there was none.';
