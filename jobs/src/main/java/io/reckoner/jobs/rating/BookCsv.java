package io.reckoner.jobs.rating;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.CsvFile;
import io.reckoner.jobs.yaml.Fault;
import io.reckoner.jobs.yaml.Findings;
import io.reckoner.jobs.yaml.Spot;
import io.reckoner.jobs.yaml.YamlTree;
import io.reckoner.kernel.rating.BookFault;
import io.reckoner.kernel.rating.BookTerms;
import io.reckoner.kernel.rating.Overlay;
import io.reckoner.kernel.rating.PriceBook;
import io.reckoner.kernel.rating.RateCard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rate cards as a table: a row for each price; rows of the same provider, model and instant are one card.
 *
 * <p>The cards of a table are added to a book, or take the place of its cards of the same provider, model and instant. All
 * else in the book stays. Each card is read by the same rules as in YAML.
 */
final class BookCsv {
    private final List<PriceRow> rows;
    private final List<Fault> unreadable;

    private BookCsv(List<PriceRow> rows, List<Fault> unreadable) {
        this.rows = rows;
        this.unreadable = unreadable;
    }

    /**
     * The rows of a file.
     *
     * @throws Refusal when there is no such file, or it is no CSV
     */
    static BookCsv read(Path file) throws IOException {
        try {
            if (Files.size(file) > YamlTree.MAX_CHARACTERS) {
                throw new Refusal(
                        file.getFileName() + " has more than " + YamlTree.MAX_CHARACTERS + " bytes. Split it.");
            }
        } catch (NoSuchFileException e) {
            throw new Refusal("there is no file " + file + ".");
        }
        try (CsvFile csv = CsvFile.open(file)) {
            List<PriceRow> rows = new ArrayList<>();
            List<Fault> faults = new ArrayList<>(columnFaults(csv.header()));
            if (faults.isEmpty()) {
                for (Optional<CsvFile.Row> next = csv.next(); next.isPresent(); next = csv.next()) {
                    row(next.get(), csv.header(), rows, faults);
                }
                if (rows.isEmpty() && faults.isEmpty()) {
                    faults.add(new Fault(1, "", "there is no price under the header"));
                }
            }
            return new BookCsv(rows, faults);
        }
    }

    private static List<Fault> columnFaults(List<String> header) {
        if (header.size() == 1 && header.getFirst().matches(".*[;\t|].*")) {
            return List.of(new Fault(1, "", "the columns are not separated by commas; save the table with commas"));
        }
        TreeSet<String> missing = new TreeSet<>(PriceRow.REQUIRED);
        header.forEach(missing::remove);
        TreeSet<String> unknown = new TreeSet<>(header);
        PriceRow.REQUIRED.forEach(unknown::remove);
        PriceRow.OPTIONAL.forEach(unknown::remove);
        List<Fault> faults = new ArrayList<>();
        if (!missing.isEmpty()) {
            faults.add(new Fault(1, "", "columns missing: " + String.join(", ", missing)));
        }
        if (!unknown.isEmpty()) {
            faults.add(new Fault(
                    1,
                    "",
                    "columns not known: " + String.join(", ", unknown) + "; there are "
                            + String.join(", ", PriceRow.REQUIRED) + ", and where they are needed "
                            + String.join(", ", PriceRow.OPTIONAL)));
        }
        return faults;
    }

    private static void row(CsvFile.Row row, List<String> header, List<PriceRow> rows, List<Fault> faults) {
        int line = Math.toIntExact(row.line());
        if (row.cells().stream().allMatch(String::isEmpty)) {
            return; // a spreadsheet writes such rows where cells were once filled
        }
        if (row.cells().size() != header.size()) {
            faults.add(
                    new Fault(line, "", "the row has " + row.cells().size() + " columns, the header " + header.size()));
            return;
        }
        Map<String, String> cells = new HashMap<>();
        for (int i = 0; i < header.size(); i++) {
            if (!row.cells().get(i).isEmpty()) {
                cells.put(header.get(i), row.cells().get(i));
            }
        }
        PriceRow price = new PriceRow(line, cells);
        faults.addAll(price.faults());
        rows.add(price);
    }

    /**
     * The book with the cards of the table.
     *
     * @param before the newest version, if there is any
     */
    BookYaml.Reading onto(Optional<PriceBook> before) {
        return new Reader(before).read();
    }

    /** The rows of each card, in the order of the file. */
    private List<List<PriceRow>> byCard() {
        Map<PriceRow.CardKey, List<PriceRow>> cards = new LinkedHashMap<>();
        for (PriceRow row : rows) {
            if (row.isIdentified()) {
                cards.computeIfAbsent(row.card(), key -> new ArrayList<>()).add(row);
            }
        }
        return List.copyOf(cards.values());
    }

    /** Reads the cards, with the book they come into. */
    private final class Reader {
        private final Optional<PriceBook> before;
        private final Findings findings = new Findings();
        private final List<Fault> faults = new ArrayList<>(unreadable);
        private final Map<String, CardRows.Place> places = new HashMap<>();
        private final List<RateCard> cards = new ArrayList<>();

        Reader(Optional<PriceBook> before) {
            this.before = before;
        }

        BookYaml.Reading read() {
            boolean everyCardHasAName = true;
            List<List<PriceRow>> ofCards = byCard();
            for (int i = 0; i < ofCards.size(); i++) {
                String path = "models[" + i + "]";
                Spot spot = new Spot(findings, new CardRows(path, ofCards.get(i), places, faults).tree(), path);
                RateCard card = CardReader.read(spot, null);
                if (card == null) {
                    everyCardHasAName = false;
                } else {
                    cards.add(card);
                    loss(path, card);
                }
            }
            List<RateCard> all = everyCardHasAName ? withKept() : List.of();
            if (everyCardHasAName) {
                for (BookFault fault : PriceBook.faults(terms(), all, overlays())) {
                    findings.fault(fault.path(), fault.message());
                }
            }
            findings.faults().forEach(fault -> faults.add(placed(fault)));
            return faults.isEmpty()
                    ? new BookYaml.Read(
                            PriceBook.of(before.map(PriceBook::version).orElse(0) + 1, terms(), all, overlays()))
                    : new BookYaml.Faulty(faults.stream()
                            .sorted(Comparator.comparingInt(Fault::line))
                            .toList());
        }

        private BookTerms terms() {
            return before.map(PriceBook::terms).orElse(BookTerms.DEFAULT);
        }

        private List<Overlay> overlays() {
            return before.map(PriceBook::overlays).orElse(List.of());
        }

        /** Those of the table, then those of the book that it does not replace. */
        private List<RateCard> withKept() {
            Set<String> replaced = cards.stream().map(RateCard::title).collect(Collectors.toSet());
            return Stream.concat(
                            cards.stream(),
                            before.map(PriceBook::cards).orElse(List.of()).stream()
                                    .filter(card -> !replaced.contains(card.title())))
                    .toList();
        }

        private void loss(String path, RateCard card) {
            before.flatMap(book -> book.cardAt(card.provider(), card.model(), card.effectiveFrom()))
                    .flatMap(old -> new TableLoss(old).fault())
                    .ifPresent(fault -> findings.fault(path, fault));
        }

        private Fault placed(Fault fault) {
            CardRows.Place place = places.get(Findings.nearest(fault.path(), places.keySet()));
            return place == null ? fault : new Fault(place.line(), place.column(), fault.message());
        }
    }
}
