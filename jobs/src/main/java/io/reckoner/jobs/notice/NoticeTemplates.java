package io.reckoner.jobs.notice;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.kernel.money.Money;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The wording of all kinds: those that come along, and those that the operator put in their place. */
final class NoticeTemplates {
    /** A mail as it is read. */
    record Written(String subject, String text) {}

    private static final String ENDING = ".txt";

    private final Map<NoticeKind, NoticeTemplate> byKind;

    private NoticeTemplates(Map<NoticeKind, NoticeTemplate> byKind) {
        this.byKind = byKind;
    }

    /**
     * Reads them.
     *
     * @param folder with files such as {@code receipt.txt}; kinds without one keep the wording that comes along
     * @throws Refusal naming every fault of every file with its line
     */
    static NoticeTemplates read(Optional<Path> folder) {
        List<String> faults = new ArrayList<>();
        Map<NoticeKind, NoticeTemplate> byKind = new EnumMap<>(NoticeKind.class);
        for (NoticeKind kind : NoticeKind.values()) {
            byKind.put(kind, NoticeTemplate.read(kind, kind.code() + ENDING, shipped(kind), faults));
        }
        folder.ifPresent(own -> byKind.putAll(own(own, faults)));
        if (!faults.isEmpty()) {
            throw new Refusal(String.join("\n", faults));
        }
        return new NoticeTemplates(byKind);
    }

    private static Map<NoticeKind, NoticeTemplate> own(Path folder, List<String> faults) {
        Map<NoticeKind, NoticeTemplate> own = new EnumMap<>(NoticeKind.class);
        if (!Files.isDirectory(folder)) {
            faults.add("notice.templates is " + folder + ", which is no folder. Make it, or leave the setting out.");
            return own;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(ENDING)) {
                    NoticeKind.byCode(name.substring(0, name.length() - ENDING.length()))
                            .ifPresentOrElse(
                                    kind -> read(kind, file, own, faults),
                                    () -> faults.add(file + ": this is no kind of notice. Name it after one of: "
                                            + KindOption.known() + "."));
                }
            }
        } catch (IOException e) {
            faults.add(folder + " cannot be read: " + e.getMessage());
        }
        return own;
    }

    private static void read(NoticeKind kind, Path file, Map<NoticeKind, NoticeTemplate> own, List<String> faults) {
        try {
            own.put(kind, NoticeTemplate.read(kind, file.toString(), Files.readString(file), faults));
        } catch (MalformedInputException e) {
            faults.add(file + ": this is not UTF-8. Save it in that encoding.");
        } catch (IOException e) {
            faults.add(file + " cannot be read: " + e.getMessage());
        }
    }

    private static String shipped(NoticeKind kind) {
        String name = "/notices/" + kind.code() + ENDING;
        try (InputStream file = NoticeTemplates.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("no template " + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The mail of a notice, to somebody. */
    Written write(Notice notice, String name) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("name", line(name));
        values.put("account", notice.account());
        for (NoticeField field : notice.kind().fields()) {
            values.put(field.name(), shown(field, notice.says().getOrDefault(field.name(), "")));
        }
        NoticeTemplate template = byKind.get(notice.kind());
        if (template == null) {
            throw new IllegalStateException("no template of " + notice.kind().code());
        }
        return new Written(
                NoticeTemplate.fill(template.subject(), values), NoticeTemplate.fill(template.text(), values));
    }

    private static String shown(NoticeField field, String value) {
        if (value.isEmpty()) {
            return "";
        }
        return switch (field.form()) {
            case AMOUNT -> Shown.amount(Money.parse(value));
            case BALANCE -> Shown.balance(Money.parse(value));
            case INSTANT -> Shown.instant(Instant.parse(value));
            case TEXT -> line(value);
        };
    }

    /** A value that held line breaks could forge lines, and in the subject headers. */
    private static String line(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ")
                .replaceAll("[\\u2028\\u2029\\u0085]+", " ")
                .strip();
    }
}
