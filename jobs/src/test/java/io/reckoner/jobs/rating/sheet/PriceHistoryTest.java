package io.reckoner.jobs.rating.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.rating.sheet.LiteLlmFields.Price;
import io.reckoner.kernel.rating.BookTerms;
import io.reckoner.kernel.rating.CostChange;
import io.reckoner.kernel.rating.CostChange.Kind;
import io.reckoner.kernel.rating.PriceBook;
import io.reckoner.kernel.rating.PriceDoubt;
import io.reckoner.kernel.rating.PriceDoubts;
import io.reckoner.kernel.rating.SheetUpdate;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A year and a half of LiteLLM's sheet as daily imports, where the folder of traces is handed in. A true mistake is a price
 * of a field we use that was later corrected by a hundred times or more.
 */
@EnabledIfSystemProperty(
        named = "reckon.traces",
        matches = ".+",
        disabledReason = "the folder of traces is not handed in; run with -Dreckon.traces=<folder>")
class PriceHistoryTest {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** A line of the history. */
    private record Line(LocalDate day, String model, String field, String event, String old, String now) {}

    /** A price as it was written into the sheet, and when. */
    private record Written(LocalDate day, String model, String field) {}

    private final Map<String, Map<String, String>> sheet = new HashMap<>();
    private final Map<String, String> modes = new HashMap<>();
    private final Set<Written> mistakes = new HashSet<>();

    /** Fields that hold a mistake now, by model. */
    private final Map<String, Set<String>> mistaken = new HashMap<>();

    private PriceBook book = PriceBook.of(1, BookTerms.DEFAULT, List.of(), List.of());
    private final Set<Written> held = new HashSet<>();
    private final Map<CostChange.Verdict, Integer> verdicts = new EnumMap<>(CostChange.Verdict.class);
    private final Map<PriceDoubt.Rule, Integer> falseDoubts = new EnumMap<>(PriceDoubt.Rule.class);
    private int mendedWithinTheDay;
    private int wrongFromTheFirst;
    private int falseAlarms;
    private int known;
    private int knownPassed;

    /** Everybody whose prices wait is looked at the same day, and confirmed unless it is a mistake. */
    @Test
    void holdsBackTheUnitMistakesOfTheHistoryAndLetsOrdinaryChangesPass() throws IOException {
        List<Line> lines = lines();
        readModes();
        findMistakes(lines);
        Map<LocalDate, List<Line>> days = new TreeMap<>();
        lines.forEach(line ->
                days.computeIfAbsent(line.day(), day -> new ArrayList<>()).add(line));
        days.forEach(this::importDay);
        int judged = verdicts.values().stream().mapToInt(Integer::intValue).sum();
        String measured = String.format(
                Locale.ROOT,
                "%d days, %d costs judged, %s; of %d changes of known costs %d passed; mistakes %d, held %d; "
                        + "false alarms %d, doubts %s",
                days.size(),
                judged,
                verdicts,
                known,
                knownPassed,
                mistakes.size(),
                held.size(),
                falseAlarms,
                falseDoubts);
        assertThat(mistakes).as(measured).hasSize(250);
        assertThat(held).as(measured).isEqualTo(mistakes);
        assertThat(known - knownPassed).as(measured).isLessThan(known / 4);
        assertThat(falseAlarms).as(measured).isLessThan(judged / 20);
        PriceBookPageTest.assertHolds(rates(judged));
    }

    /** The rates of the guard as the page states them. */
    private String rates(int judged) {
        int passed = verdict(CostChange.Verdict.PASSES);
        int demanded =
                verdict(CostChange.Verdict.LEAP) + verdict(CostChange.Verdict.ZERO) + verdict(CostChange.Verdict.GONE);
        int free = falseDoubts.getOrDefault(PriceDoubt.Rule.FREE, 0);
        int dear = falseDoubts.getOrDefault(PriceDoubt.Rule.TOO_DEAR, 0);
        int all = mistakes.size() + mendedWithinTheDay;
        return String.format(
                Locale.ROOT,
                """
                | costs that differed from the book | %,d |
                | went through at once | %,d (%d %%) |
                | waited by themselves | %d, and %d more with their new model |
                | unit mistakes: later corrected by 100 × or more | %d, of which %d had been wrong since the model appeared |
                | … mended within the day, before an import saw them | %d |
                | … held back | %d of %d |
                | … missed | %d |
                | changes of costs the book had | %d, of which %d went through |
                | waited as the rule demands: five times or more, to or from zero, gone | %d |
                | waited as doubtful, never corrected | %d: %d at 0 USD, %d too dear, %d others |
                """,
                judged,
                passed,
                passed * 100 / judged,
                demanded + verdict(CostChange.Verdict.DOUBTFUL),
                verdict(CostChange.Verdict.WITH_ITS_MODEL),
                all,
                wrongFromTheFirst,
                mendedWithinTheDay,
                held.size(),
                mistakes.size(),
                mistakes.size() - held.size(),
                known,
                knownPassed,
                demanded,
                falseAlarms,
                free,
                dear,
                falseAlarms - free - dear);
    }

    private int verdict(CostChange.Verdict verdict) {
        return verdicts.getOrDefault(verdict, 0);
    }

    private void importDay(LocalDate day, List<Line> lines) {
        Set<String> touched = new HashSet<>();
        Map<String, Set<Written>> newMistakes = new HashMap<>();
        for (Line line : lines) {
            apply(line);
            touched.add(line.model());
            Written written = new Written(day, line.model(), line.field());
            mistaken.computeIfAbsent(line.model(), model -> new HashSet<>()).remove(line.field());
            if (mistakes.contains(written)) {
                mistaken.get(line.model()).add(line.field());
                newMistakes
                        .computeIfAbsent(bookName(line.model()), model -> new HashSet<>())
                        .add(written);
            }
        }
        touched.retainAll(sheet.keySet());
        PriceSheet read = SheetFormat.LITELLM.read(
                json(touched).getBytes(StandardCharsets.UTF_8),
                day.toString(),
                new SheetTerms(day.atStartOfDay(ZoneOffset.UTC).toInstant(), Map.of()));
        SheetUpdate update = SheetUpdate.of(book, read.cards(), read.speaksOf());
        PriceBook next = PriceBook.of(book.version() + 1, book.terms(), update.cards(), List.of());
        Set<String> wrong = new HashSet<>();
        mistaken.forEach((model, fields) -> {
            if (!fields.isEmpty()) {
                wrong.add(bookName(model));
            }
        });
        List<CostChange> good = new ArrayList<>();
        for (CostChange change : update.changes()) {
            judge(change, wrong, newMistakes.getOrDefault(change.model(), Set.of()), read);
            if (change.waits() && !wrong.contains(change.model())) {
                good.add(change);
            }
        }
        book = switch (SheetUpdate.confirmed(next, read.cards(), good)) {
            case SheetUpdate.Confirmed.Cards cards ->
                PriceBook.of(next.version(), next.terms(), cards.cards(), List.of());
            case SheetUpdate.Confirmed.Refused refused -> throw new AssertionError(refused.sentences());
        };
    }

    private void judge(CostChange change, Set<String> wrong, Set<Written> mistakesOfModel, PriceSheet read) {
        verdicts.merge(change.verdict(), 1, Integer::sum);
        if (change.kind() == Kind.CHANGED) {
            known++;
            knownPassed += change.waits() ? 0 : 1;
        }
        for (Written mistake : mistakesOfModel) {
            if (change.waits() && isAt(mistake.field(), change)) {
                held.add(mistake);
            }
        }
        if (change.verdict() == CostChange.Verdict.DOUBTFUL && !wrong.contains(change.model())) {
            falseAlarms++;
            read.cards().stream()
                    .filter(card -> card.provider().equals(change.provider())
                            && card.model().equals(change.model()))
                    .flatMap(card -> PriceDoubts.about(card).stream())
                    .filter(doubt -> doubt.rule().weight() == PriceDoubt.Weight.HOLDS
                            && doubt.place().equals(change.place()))
                    .forEach(doubt -> falseDoubts.merge(doubt.rule(), 1, Integer::sum));
        }
    }

    private static boolean isAt(String field, CostChange change) {
        return LiteLlmFields.all().get(field).stream()
                .anyMatch(use -> use instanceof Price price && price.place().equals(change.place()));
    }

    private void apply(Line line) {
        Map<String, String> model = sheet.computeIfAbsent(line.model(), name -> new HashMap<>());
        switch (line.event()) {
            case "initial", "add_model", "add_field", "change" -> model.put(line.field(), line.now());
            case "drop_field" -> model.remove(line.field());
            case "drop_model" -> sheet.remove(line.model());
            default -> throw new IllegalStateException("no event " + line.event());
        }
    }

    /** The history does not say what a model is; the last sheet does for those it still has. */
    private void readModes() throws IOException {
        Path file = Path.of(System.getProperty("reckon.traces"), "litellm_price_sheet_2026-07-24.json.gz");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            SheetNode.Fields last = (SheetNode.Fields) SheetJson.read(in.readAllBytes(), "sheet");
            last.fields().forEach((name, node) -> {
                if (node instanceof SheetNode.Fields model
                        && model.fields().get("mode") instanceof SheetNode.Text mode) {
                    modes.put(name, mode.value());
                }
            });
        }
    }

    /** The history names no providers: the first part of the name, or one for all that have none. */
    private String json(Set<String> models) {
        StringBuilder json = new StringBuilder("{");
        for (String name : models) {
            json.append(json.length() > 1 ? "," : "")
                    .append('"')
                    .append(name)
                    .append("\":{\"litellm_provider\":\"")
                    .append(provider(name))
                    .append("\",\"mode\":\"")
                    .append(modes.getOrDefault(name, "chat"))
                    .append('"');
            sheet.get(name)
                    .forEach((field, value) ->
                            json.append(",\"").append(field).append("\":").append(value));
            json.append('}');
        }
        return json.append('}').toString();
    }

    private static String provider(String model) {
        int slash = model.indexOf('/');
        return slash < 0 ? "none" : model.substring(0, slash);
    }

    private static String bookName(String model) {
        return SheetNames.model(SheetNames.provider(provider(model)), SheetNames.provider(provider(model)), model);
    }

    /**
     * Where a price was written that the next line of the same price corrects by a hundred times or more, on a later day:
     * three were mended before a daily import could see them.
     */
    private void findMistakes(List<Line> lines) {
        Map<String, Line> last = new HashMap<>();
        for (Line line : lines) {
            Line before = last.put(line.model() + " " + line.field(), line);
            if (before != null && line.event().equals("change") && isCorrection(line)) {
                wrongFromTheFirst += before.event().equals("change") ? 0 : 1;
                if (line.day().isAfter(before.day())) {
                    mistakes.add(new Written(before.day(), before.model(), before.field()));
                } else {
                    mendedWithinTheDay++;
                }
            }
        }
    }

    private static boolean isCorrection(Line line) {
        if (line.old().startsWith("[") || line.old().startsWith("{")) {
            return false;
        }
        BigDecimal old = new BigDecimal(line.old());
        BigDecimal now = new BigDecimal(line.now());
        return old.signum() > 0
                && now.signum() > 0
                && (old.compareTo(now.multiply(HUNDRED)) >= 0 || now.compareTo(old.multiply(HUNDRED)) >= 0);
    }

    private static List<Line> lines() throws IOException {
        Path file = Path.of(System.getProperty("reckon.traces"), "litellm_price_history.csv.gz");
        List<Line> lines = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            reader.readLine();
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                List<String> cells = cells(text);
                LocalDate day = OffsetDateTime.parse(cells.get(0))
                        .withOffsetSameInstant(ZoneOffset.UTC)
                        .toLocalDate();
                lines.add(new Line(day, cells.get(1), cells.get(2), cells.get(3), cells.get(4), cells.get(5)));
            }
        }
        return lines;
    }

    /** Cells of a line of CSV without line breaks. */
    private static List<String> cells(String text) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                cell.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
