package io.reckoner.jobs.notice;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The wording of one kind: {@code Subject: ...} on the first line, an empty line, then text, with placeholders such as
 * {@code {amount}}.
 */
record NoticeTemplate(String subject, String text) {
    static final String SUBJECT = "Subject:";

    /** Placeholders that every kind has: whom it goes to, the account's id. */
    static final List<String> COMMON = List.of("name", "account");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_]*)}");

    /**
     * Reads a template.
     *
     * @param file for messages
     * @param faults what is wrong with it is added, each with file and line
     */
    static NoticeTemplate read(NoticeKind kind, String file, String content, List<String> faults) {
        List<String> lines = content.replace("\uFEFF", "").lines().toList();
        String first = lines.isEmpty() ? "" : lines.getFirst();
        String subject =
                first.startsWith(SUBJECT) ? first.substring(SUBJECT.length()).strip() : "";
        if (subject.isEmpty()) {
            faults.add(file + ":1: there is no subject. Begin the file with: Subject: and what the mail is about.");
        }
        if (lines.size() < 2 || !lines.get(1).isBlank()) {
            faults.add(file + ":2: the line after the subject is not empty. Leave a line empty before the text.");
        }
        String text = String.join("\n", lines.subList(Math.min(2, lines.size()), lines.size()))
                .strip();
        if (text.isEmpty()) {
            faults.add(file + ":3: there is no text. Write it below the empty line.");
        }
        Set<String> known = known(kind);
        for (int n = 0; n < lines.size(); n++) {
            for (MatchResult found : PLACEHOLDER.matcher(lines.get(n)).results().toList()) {
                if (!known.contains(found.group(1))) {
                    faults.add(file + ":" + (n + 1) + ": {" + found.group(1) + "} is no placeholder of " + kind.code()
                            + ". Known here: " + String.join(", ", known) + ".");
                }
            }
        }
        return new NoticeTemplate(subject, text + "\n");
    }

    /** The names that a template of a kind may use. */
    static Set<String> known(NoticeKind kind) {
        Set<String> known = new LinkedHashSet<>(COMMON);
        kind.fields().forEach(field -> known.add(field.name()));
        return known;
    }

    /** Puts values in place of their names. What a value holds is never looked at again. */
    static String fill(String text, Map<String, String> values) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
    }
}
