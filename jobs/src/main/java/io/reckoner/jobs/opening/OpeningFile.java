package io.reckoner.jobs.opening;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of an import and their columns: the one table that says so. */
enum OpeningFile {
    ACCOUNTS(
            List.of("id"),
            List.of(
                    "name",
                    "status",
                    "billing_name",
                    "billing_email",
                    "billing_address",
                    "billing_country",
                    "tax_id",
                    "beyond_plan")),
    KEYS(List.of("id", "account", "kind"), List.of("name", "prefix", "secret_sha256", "status", "created")),
    LOTS(List.of("account", "kind", "amount"), List.of("pool", "granted", "effective_at", "expires_at", "ref")),
    SUBSCRIPTIONS(
            List.of("account", "plan", "cycle_start", "main_left", "backup_left"),
            List.of(
                    "version",
                    "kind",
                    "anchor",
                    "drawn_today",
                    "drawn_this_week",
                    "budget_used",
                    "renewed_by",
                    "cancelled_at")),
    DEBTS(List.of("account", "amount"), List.of("day"));

    private final List<String> required;
    private final List<String> optional;

    OpeningFile(List<String> required, List<String> optional) {
        this.required = required;
        this.optional = optional;
    }

    /** {@code accounts.csv}. */
    String fileName() {
        return name().toLowerCase(java.util.Locale.ROOT) + ".csv";
    }

    List<String> required() {
        return required;
    }

    /** Every column, those that must be there first. */
    List<String> columns() {
        return Stream.concat(required.stream(), optional.stream()).toList();
    }

    /** Whether it speaks of money, and so of one instant. */
    boolean needsCutOver() {
        return switch (this) {
            case ACCOUNTS, KEYS -> false;
            case LOTS, SUBSCRIPTIONS, DEBTS -> true;
        };
    }

    static Optional<OpeningFile> byFileName(String name) {
        return Arrays.stream(values())
                .filter(file -> file.fileName().equals(name))
                .findFirst();
    }

    /** All names, for people. */
    static String names() {
        return Arrays.stream(values()).map(OpeningFile::fileName).collect(Collectors.joining(", "));
    }
}
