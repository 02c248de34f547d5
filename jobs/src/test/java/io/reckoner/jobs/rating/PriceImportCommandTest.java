package io.reckoner.jobs.rating;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.cli.CommandRunner.Ran;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Books and tables as they come in: what is refused, what waits, what is kept. */
class PriceImportCommandTest extends PricesByCommand {
    @Test
    void eachImportIsAVersionWithWhoAndWhyAndTheHashOfItsText() throws Exception {
        Path file = write(BOOK);
        assertThat(reckon.clean("price import " + file + " --actor ada --reason 'list of March'")
                        .out())
                .isEqualTo("Price book 1 imported. Runs opened from now on settle by it.\n");
        assertThat(reckon.clean("price import " + file).out())
                .isEqualTo("Price book 1 says the same; nothing changed.\n");
        reckon.clean("price import " + write(BOOK.replace("output: 8.00", "output: 8.50")) + " --actor bob");
        String shown = reckon.clean("price show 1").out();
        String sha256 = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(shown.getBytes(StandardCharsets.UTF_8)));
        assertThat(reckon.clean("price list --format csv").lines())
                .element(2)
                .asString()
                .startsWith("1,1,1,")
                .endsWith(",ada,list of March," + sha256.substring(0, 16));
        assertThat(reckon.clean("price import " + write(shown) + " --reason back")
                        .out())
                .endsWith("Price book 3 imported. Runs opened from now on settle by it.\n");
    }

    @ParameterizedTest(name = "[{index}] {0} -> {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    output: 8.00 | output: 39.99 | imported
                    output: 8.00 | output: 40.00 | 1 price changes by five times or more, or to or from zero; see above. Nothing was imported.
                    output: 8.00 | output: 1.60  | 1 price changes
                    output: 8.00 | output: 0     | 1 price changes
                    output: 8.00 | output: {amount: 8.00, charge: 250} | 1 price changes
                    multiplier: 0.9 | multiplier: 0 | 1 price changes
                    mark_up: 1.25 | mark_up: 6.25 | 1 price changes
                    """)
    void largeChangesWaitForConfirmation(String before, String after, String outcome) throws IOException {
        reckon.clean("price import " + write(BOOK));
        Path changed = write(BOOK.replace(before, after));
        Ran ran = reckon.run("price import " + changed);
        assertThat(ran.out() + ran.err()).contains(outcome);
        if (outcome.equals("imported")) {
            assertThat(ran.exit()).isZero();
        } else {
            assertThat(ran.exit()).isEqualTo(2);
            assertThat(versions()).isEqualTo(1);
            assertThat(reckon.clean("price import " + changed + " --confirm").out())
                    .contains("Price book 2 imported.");
        }
        assertThat(versions()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    m,output,8.00,,2.00  | 1 figure is stated no longer; see above.
                    m,output,80,9.90,2   | 1 price changes by five times or more, or to or from zero; see above.
                    n,input,2500,,2.00   | 1 price looks wrong; see above.
                    n,input,2.50,,2.00   |
                    n,input,2.50,15.624,2.00 |
                    n,input,2.50,15.625,2.00 | 1 price changes by five times or more, or to or from zero; see above.
                    n,input,2.50,0.625,2.00  | 1 price changes by five times or more, or to or from zero; see above.
                    """)
    void aTableWaitsForWhatItLosesAndForWhatLooksWrong(String price, String why) throws IOException {
        reckon.clean("price import "
                + write(BOOK.replace("output: 8.00", "output: {amount: 8.00, charge: 9.90}")
                        .replace("    service_tiers:\n      batch: {multiplier: 0.5}\n", "")
                        .replace(", seconds: {amount: 0.006, per: 60}", "")));
        String[] cells = price.split(",");
        Path table = Files.writeString(
                root.resolve("t.csv"),
                """
                provider,model,type,effective_from,component,amount,per,charge
                openai,openai/%s,llm,2026-01-01T00:00:00Z,%s,%s,1000000,%s
                openai,openai/m,llm,2026-01-01T00:00:00Z,input,%s,1000000,
                openai,openai/m,llm,2026-01-01T00:00:00Z,seconds,0.006,60,
                ,,,,,,,
                """
                                .formatted((Object[]) cells)
                        + (cells[0].equals("m")
                                ? ""
                                : "openai,openai/m,llm,2026-01-01T00:00:00Z,output,8,1000000,9.90\n"));
        Ran ran = reckon.run("price import " + table);
        if (why == null) {
            assertThat(ran.exit()).isZero();
            return;
        }
        assertThat(ran.err())
                .isEqualTo(why + " Nothing was imported. If that is meant, import again with --confirm.\n");
        assertThat(versions()).isEqualTo(1);
        assertThat(reckon.clean("price import " + table + " --confirm").out()).contains("Price book 2 imported.");
    }

    @Test
    void aCostBasisThatIsLostIsCalledThat() throws IOException {
        String vendor = BOOK.replace("components: {", "cost: vendor\n    components: {");
        reckon.clean("price import " + write(vendor));
        assertThat(reckon.run("price import " + write(BOOK)).err())
                .startsWith("1 rate card says no longer that the cost is unknown or the vendor's; see above. Nothing");
    }

    @Test
    void aTableThatBeginsWithItsSeparatorSaysHowToMendIt() throws IOException {
        Path table = Files.writeString(
                root.resolve("t.csv"), "sep=,\nprovider,model,type,effective_from,component,amount,per,charge\n");
        assertThat(reckon.run("price import " + table).err())
                .isEqualTo("t.csv:1: this line says what separates the cells, where the names of the columns belong."
                        + " Remove it, and save the table with commas.\n");
    }

    @Test
    void aBookOfOneModelDoesNotDropTheOthersUnasked() throws IOException {
        reckon.clean("price import " + write(BOOK));
        Path one = write(BOOK.replace("openai/m", "openai/n"));
        Ran ran = reckon.run("price import " + one);
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err())
                .isEqualTo(
                        "5 figures are stated no longer, among them 1 whole model; see above. Nothing was imported. If that"
                                + " is meant, import again with --confirm. A book in YAML is the whole book. To change some models of"
                                + " it, take the whole with: reckon price show > book.yaml; or write their prices as a table, in a"
                                + " .csv.\n");
        assertThat(reckon.clean("price import " + one + " --confirm").out()).contains("Price book 2 imported.");
    }

    @Test
    void aFirstBookTellsWhatLooksWrongInIt() throws IOException {
        Path dear =
                write(BOOK.replace("input: 2.00", "input: 2500").replace("seconds: {", "cache_read: 3000, seconds: {"));
        String sentence =
                "openai/m at openai from 2026-01-01T00:00:00Z: standard input, 2500.00 per 1000000, looks wrong:"
                        + " 2500 per million tokens; usual is less than 100.";
        assertThat(reckon.clean("price import " + dear).out())
                .contains(sentence)
                .contains("unusual; before an import see them with: reckon price diff FILE --show doubts.")
                .endsWith("Price book 1 imported. Runs opened from now on settle by it.\n");
        assertThat(reckon.clean("price diff " + dear).out()).doesNotContain("wrong");
        assertThat(reckon.clean("price diff " + write(BOOK.replace("input: 2.00", "input: 2600"))
                                + " --show doubts --format csv")
                        .lines())
                .element(1)
                .asString()
                .startsWith("openai,openai/m,standard input,2600.00 per 1000000,too dear,2600 per million tokens");
        assertThat(reckon.run("price diff " + dear + " --show gone").err())
                .startsWith("of a book of your own, changes and doubts can be shown.");
    }

    @Test
    void aDryRunShowsAndChangesNothing() throws IOException {
        reckon.clean("price import " + write(BOOK));
        Path changed = write(BOOK.replace("output: 8.00", "output: 80.00"));
        assertThat(reckon.clean("price import " + changed + " --dry-run --format csv")
                        .lines())
                .containsExactly(
                        "confirm,subject,place,before,after",
                        "yes,openai/m at openai from 2026-01-01T00:00:00Z,standard output cost,8.00 per 1000000,80.00 per 1000000");
        assertThat(versions()).isEqualTo(1);
    }

    @Test
    void everyFaultOfABookIsToldWithItsLine() throws IOException {
        Path file = write(BOOK.replace("type: llm", "tpye: llm").replace("output: 8.00", "output: eight"));
        Ran ran = reckon.run("price import " + file);
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains(file + ":7: ").contains(file + ":9: ");
        assertThat(versions()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    BOOK  | batch: {m       | "ba\\x07tch": {m                     | service tier "ba\\u0007tch" is no name
                    BOOK  | batch: {m       | "ba\\ntch": {m                       | service tier "ba\\u000Atch" is no name
                    BOOK  | account: acme   | account: "ac\\u0090me"              | account "ac\\u0090me" is no name
                    BOOK  | 2026-01-01T00:00:00Z | 9999-12-31T23:59:59-00:01      | effective_from lies in the years 0000 to 9999 UTC
                    TABLE | batch           | "batch\\n24h"                        | service tier "batch\\u000A24h" is no name
                    TABLE | batch           | b\\tch                               | service tier "b\\u0009ch" is no name
                    TABLE | 2026-01-01T00:00:00Z | 0000-01-01T00:00:00+00:01      | effective_from lies in the years 0000 to 9999 UTC
                    """)
    void whatCouldNotBeReadAgainIsNotKept(String form, String good, String bad, String fault) throws IOException {
        reckon.clean("price import " + write(BOOK));
        String table = "provider,model,type,effective_from,service_tier,component,amount,per\n"
                + "p,m/a,llm,2026-01-01T00:00:00Z,,input,1,1000000\np,m/a,llm,2026-01-01T00:00:00Z,batch,input,1,1000000\n";
        Path file = form.equals("BOOK")
                ? write(BOOK.replace(good, bad))
                : Files.writeString(root.resolve("t.csv"), table.replace(good, bad.translateEscapes()));
        Ran ran = reckon.run("price import " + file + " --confirm");
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains(fault).hasLineCount(1);
        assertThat(reckon.clean("price import " + write(BOOK)).out()).contains("Price book 1 says the same");
    }

    @Test
    void aTableOfPricesChangesItsCardsAloneAndIsJudgedAsABookIs() throws IOException {
        reckon.clean("price import "
                + write(BOOK.replace("service_tiers", "context_tiers")
                        .replace("batch: {multiplier: 0.5}", "- {threshold: 9, components: {input: 3}}")));
        Path table = root.resolve("march.csv");
        String row = "openai,openai/n,llm,2026-03-01T00:00:00Z,input,1.50,1000000\n";
        String header = "provider,model,type,effective_from,component,amount,per\n";
        Files.writeString(table, header + row);
        assertThat(reckon.clean("price import " + table).out()).contains("Price book 2 imported.");
        assertThat(reckon.clean("price import " + table).out())
                .isEqualTo("Price book 2 says the same; nothing changed.\n");
        assertThat(reckon.clean("price show").out())
                .contains("openai/m")
                .contains("openai/n")
                .contains("acme");
        Files.writeString(table, header + row.replace("1.50", "7.50"));
        assertThat(reckon.clean("price diff " + table + " --format csv").lines())
                .containsExactly(
                        "confirm,subject,place,before,after",
                        "yes,openai/n at openai from 2026-03-01T00:00:00Z,standard input cost,1.50 per 1000000,7.50 per 1000000");
        assertThat(reckon.run("price import " + table).exit()).isEqualTo(2);
        assertThat(reckon.clean("price import " + table + " --confirm").out()).contains("Price book 3 imported.");
        Files.writeString(table, header + row.replace("1.50", "1,50") + row.replace("input", "inptu"));
        Ran ran = reckon.run("price import " + table);
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err())
                .startsWith("march.csv:2: the row has 8 columns, the header 7")
                .contains("\nmarch.csv:3: component: \"inptu\" is no component");
        assertThat(versions()).isEqualTo(3);
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(Files.createTempFile(root, "book", ".yaml"), yaml);
    }

    private int versions() {
        return db.database()
                .jdbc()
                .sql("SELECT count(*) FROM price_book")
                .query(Integer.class)
                .single();
    }
}
