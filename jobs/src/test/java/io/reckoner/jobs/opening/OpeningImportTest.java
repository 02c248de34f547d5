package io.reckoner.jobs.opening;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.database.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an import reads, what it refuses and how it says so. */
class OpeningImportTest {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @TempDir
    static Path data;

    private static CommandRunner reckon;

    @TempDir
    Path folder;

    @BeforeAll
    static void init() {
        reckon = new CommandRunner(data, DB.settings());
        reckon.clean("init");
        DB.database()
                .jdbc()
                .sql("INSERT INTO price_book VALUES (1, 'x', decode(repeat('00', 32), 'hex'), now(), 'test', '')")
                .update();
    }

    @BeforeEach
    void nothingIsThere() {
        assertThat(count("opening WHERE cut_over IS NOT NULL")).isZero();
    }

    private static long count(String table) {
        return DB.asOwner()
                .sql("SELECT count(*) FROM " + table)
                .query(Long.class)
                .single();
    }

    private void file(String name, String text) throws Exception {
        Files.writeString(folder.resolve(name), text);
    }

    private void refused(String options, String... messages) {
        CommandRunner.Ran ran = reckon.run("opening import " + folder + " " + options);
        assertThat(ran.err()).contains(messages);
        assertThat(ran.exit()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            # file            | header                          | row                       | what is said
            accounts.csv      | id,name                         | ,Acme                     | accounts.csv:2:id: it is empty.
            accounts.csv      | id,name                         | "a b",Acme                | accounts.csv:2:id: "a b" is no id of an account.
            accounts.csv      | id,status                       | a,gone                    | accounts.csv:2:status: "gone" is none of active, suspended, closed.
            accounts.csv      | id,billing_country              | a,Germany                 | accounts.csv:2: the billing country is "Germany".
            accounts.csv      | id,beyond_plan                  | a,yes                     | accounts.csv:2:beyond_plan: "yes" is none of on, off.
            accounts.csv      | id,name                         | a,Acme,Ltd                | accounts.csv:2: the row has 3 columns, the header 2.
            accounts.csv      | id;name                         | a;Acme                    | accounts.csv:1: columns missing: id. columns not known: id;name. Known are: id, name, status
            accounts.csv      | id,id                           | a,a                       | accounts.csv:1: columns named twice: id. Name each column once.
            accounts.csv      | id,name                         | a,"Acme                   | accounts.csv:2: a quotation mark opens a cell here and does not close it.
            keys.csv          | id,account,kind                 | k,nobody,payg             | keys.csv:2:account: there is no account nobody. Add it to accounts.csv.
            keys.csv          | id,account,kind                 | k,one,prepaid             | keys.csv:2:kind: "prepaid" is none of payg, subscription.
            keys.csv          | id,account,kind,secret_sha256   | k,one,payg,$2b$10$abc     | keys.csv:2: this is no SHA-256, which has 64 digits of 0-9 and a-f.
            keys.csv          | id,account,kind,created         | k,one,payg,01/02/2026     | keys.csv:2:created: "01/02/2026" is no instant.
            keys.csv          | id,account,kind,prefix          | k,one,payg,sk-0123456789012345678901234567890123456789 | keys.csv:2:id: the prefix has 43 characters.
            lots.csv          | account,kind,amount             | one,topup,-5              | lots.csv:2:amount: "-5" is no amount. Write it without a sign.
            lots.csv          | account,kind,amount             | one,topup,"1,5"           | lots.csv:2:amount: "1,5" is no amount. Write a point before the decimals
            lots.csv          | account,kind,amount             | one,topup,"1.234,56"      | lots.csv:2:amount: "1.234,56" is no amount.
            lots.csv          | account,kind,amount             | one,topup,$5              | lots.csv:2:amount: "$5" is no amount. Write the number alone; it is in USD.
            lots.csv          | account,kind,amount             | one,topup,1e3             | lots.csv:2:amount: "1e3" is no amount.
            lots.csv          | account,kind,amount             | one,topup,0.0000000000001 | lots.csv:2:amount: "0.0000000000001" is no amount.
            lots.csv          | account,kind,amount             | one,topup,9000000         | lots.csv:2:amount: an amount of 9000000.00 is too large.
            lots.csv          | account,kind,amount             | one,topup,99999999999999  | lots.csv:2:amount: "99999999999999" is no amount.
            lots.csv          | account,kind,amount             | one,plan,5                | lots.csv:2:kind: "plan" is none of topup, switch_credit, bonus
            lots.csv          | account,kind,amount,pool        | one,topup,5,main          | lots.csv:2:pool: "main" is not wallet. Main and Backup of a running cycle come from subscriptions.csv.
            lots.csv          | account,kind,amount,granted     | one,topup,5,4.99          | lots.csv:2:amount: 5.00 is left of 4.99 granted.
            lots.csv          | account,kind,amount,effective_at | one,topup,5,2026-03-02   | lots.csv:2:effective_at: 2026-03-02T00:00:00Z lies behind the cut-over
            lots.csv          | account,kind,amount,expires_at  | one,gift,5,tomorrow       | lots.csv:2:expires_at: "tomorrow" is no instant.
            lots.csv          | account,kind,amount,expires_at  | one,gift,5,2026-03-05T10:00:00 | lots.csv:2:expires_at: "2026-03-05T10:00:00" is no instant.
            lots.csv          | account,kind                    | one,topup                 | lots.csv:1: columns missing: amount.
            subscriptions.csv | account,plan,cycle_start,main_left,backup_left | one,gold,2026-02-20,1,1     | subscriptions.csv:2:plan: there is no plan gold. Plans: builder@1
            subscriptions.csv | account,plan,cycle_start,main_left,backup_left | one,starter,2026-03-01,1,1  | subscriptions.csv:2:cycle_start: 2026-03-01T00:00:00Z is not before the cut-over
            subscriptions.csv | account,plan,cycle_start,main_left,backup_left | one,starter,2026-02-20,13,1 | subscriptions.csv:2: main_left 13.00 is more than plan starter@1 grants to Main, 12.00.
            subscriptions.csv | account,plan,cycle_start,main_left,backup_left,anchor | one,starter,2026-02-20,1,1,2026-01-21 | subscriptions.csv:2:anchor: no month counted from 2026-01-21T00:00:00Z begins at 2026-02-20T00:00:00Z.
            subscriptions.csv | account,plan,cycle_start,main_left,backup_left,version | one,starter,2026-02-20,1,1,9 | subscriptions.csv:2:plan: there is no plan starter@9.
            subscriptions.csv | account,plan,cycle_start,main_left,backup_left,renewed_by | one,starter,2026-02-20,1,1,paypal I-77 | subscriptions.csv:2:renewed_by: "paypal I-77" names no gateway that renews by itself, which are stripe and creem. Write the gateway and its id of the subscription, as in: stripe sub_77. Leave it empty where
            subscriptions.csv | account,plan,cycle_start,main_left,backup_left,renewed_by | one,starter,2026-02-20,1,1,alipay 77 | subscriptions.csv:2:renewed_by: gateway alipay renews nothing by itself; stripe and creem do.
            subscriptions.csv | account,plan,cycle_start,main_left,backup_left,renewed_by | one,starter,2026-02-20,1,1,stripe | subscriptions.csv:2:renewed_by: "stripe" is not a gateway and one id.
            subscriptions.csv | account,plan,cycle_start,main_left,backup_left,renewed_by | one,starter,2026-02-20,1,1,stripe sub/77 | subscriptions.csv:2:renewed_by: "sub/77" is no id of a subscription at a gateway.
            subscriptions.csv | account,plan,cycle_start,main_left,backup_left,kind,renewed_by | one,starter,2026-02-20,1,1,pass,stripe sub_77 | subscriptions.csv:2:renewed_by: a pass is not renewed. Leave it empty.
            debts.csv         | account,amount,day              | one,5,2026-03-01          | debts.csv:2:day: 2026-03-01 lies behind the cut-over
            debts.csv         | account,amount,day              | one,5,1.2.2026            | debts.csv:2:day: "1.2.2026" is no day.
            """)
    void whatCannotBeReadIsToldByFileLineAndColumn(String file, String header, String row, String said)
            throws Exception {
        if (!file.equals("accounts.csv")) {
            file("accounts.csv", "id\none\n");
        }
        file(file, header + "\n" + row + "\n");
        refused("--at 2026-03-01", said, "\nNothing was done.");
        assertThat(count("account WHERE account_id IN ('one', 'a')")).isZero();
    }

    @Test
    void allFaultsOfAllFilesAreToldAtOnce() throws Exception {
        file("accounts.csv", "\uFEFFid,name\r\n\r\none,\"Line\r\nbreak\"\r\none,Again\r\none,Thrice\r\n");
        file("keys.csv", "id,account,kind\nk,one,payg\nk,two,payg\nk,one,payg\n");
        file("lots.csv", "account,kind,amount,ref\none,topup,1,r\none,topup,2,r\nthree,gift,x,\n");
        file(
                "subscriptions.csv",
                "account,plan,cycle_start,main_left,backup_left\none,starter,2026-02-20,1,1\none,starter,2026-02-20,1,1\n");
        file("debts.csv", "account,amount\none,1\n");
        refused(
                "--at 2026-03-01",
                "accounts.csv:3:id: the name contains a line break",
                "accounts.csv:6:id: account one occurs twice.",
                "keys.csv:3:id: key k occurs twice.",
                "keys.csv:4:id: key k occurs twice.",
                "lots.csv:3:ref: account one has two lots of kind topup and ref r.",
                "lots.csv:4:amount: \"x\" is no amount.",
                "subscriptions.csv:3:account: account one has two running cycles.",
                "debts.csv:2:account: account one has Wallet credit in lots.csv");
        assertThat(count("account WHERE account_id = 'one'")).isZero();
    }

    @Test
    void aSubscriptionOfAGatewayRenewsOneAccount() throws Exception {
        file("accounts.csv", "id\none\ntwo\nthree\n");
        file(
                "subscriptions.csv",
                """
                account,plan,cycle_start,main_left,backup_left,renewed_by
                one,starter,2026-02-20,1,1,stripe sub_77
                two,starter,2026-02-20,1,1,creem sub_77
                three,starter,2026-02-20,1,1,stripe sub_77
                """);
        refused(
                "--at 2026-03-01 --dry-run",
                "subscriptions.csv:4:renewed_by: subscription sub_77 at stripe renews account one already,"
                        + " and a subscription renews one account.",
                "\nNothing was done.");
        assertThat(count("account WHERE account_id = 'one'")).isZero();
        file(
                "subscriptions.csv",
                """
                account,plan,cycle_start,main_left,backup_left,renewed_by
                one,starter,2026-02-20,1,1,stripe sub_77
                two,starter,2026-01-20,1,1,creem sub_77
                """);
        assertThat(reckon.clean("opening import " + folder + " --at 2026-03-01 --dry-run --format csv")
                        .out())
                .contains("renewed by,stripe,1,");
        assertThat(reckon.clean("opening import " + folder + " --at 2026-03-01 --dry-run")
                        .out())
                .contains("What subscription sub_77 at creem charges opens nothing here: end it there.");
    }

    @Test
    void aFolderIsWholeOrRefused() throws Exception {
        refused(
                "",
                "is empty. An import reads any of: accounts.csv, keys.csv, lots.csv, subscriptions.csv, debts.csv.");
        file("Accounts.csv", "id\n");
        file("notes.txt", "");
        refused("", "holds what no import knows: Accounts.csv, notes.txt.");
        Files.delete(folder.resolve("Accounts.csv"));
        Files.delete(folder.resolve("notes.txt"));
        file("lots.csv", "account,kind,amount\n");
        refused("", "lots.csv: balances are as of an instant. Name the cut-over with --at.");
        refused("--at 2026-04-01", "--at 2026-04-01T00:00:00Z is still to come");
        Files.write(
                folder.resolve("lots.csv"),
                "account,kind,amount\nM\u00fcller,topup,1\n".getBytes(StandardCharsets.ISO_8859_1));
        refused("--at 2026-03-01", "lots.csv: it is not UTF-8.");
        Path nowhere = folder.resolve("nowhere");
        CommandRunner.Ran ran = reckon.run("opening import " + nowhere);
        assertThat(ran.err()).contains("is no folder that can be read. Make one with: reckon opening template");
    }

    @Test
    void anotherSumThanExpectedIsRefusedWithWhatWasLeftOut() throws Exception {
        file("accounts.csv", "id\nx1\n");
        file("lots.csv", "account,kind,amount,expires_at\nx1,topup,5,\nx1,gift,2,2026-03-01\nx1,gift,0,\n");
        refused(
                "--at 2026-03-01 --expect-total 7",
                "the Wallet lots come to 5.00 USD, --expect-total says 7.00: 2.00 differ.",
                "lots.csv:3: left out with 2.00 USD, it expired at 2026-03-01T00:00:00Z, not after the cut-over.",
                "lots.csv:4: left out, nothing is left of it.");
        CommandRunner.Ran dry =
                reckon.clean("opening import " + folder + " --at 2026-03-01 --expect-total 5 --dry-run");
        assertThat(dry.out())
                .contains(
                        "lots.csv:3: left out",
                        "1 account brings credit, and no key in keys.csv.",
                        "Equity:OpeningBalances");
        assertThat(count("account WHERE account_id = 'x1'")).isZero();
        assertThat(count("run")).isZero();
    }

    @Test
    void accountsAndKeysAloneComeInAtAnyTimeOnceAndGrowByFoldersOfTheirOwn() throws Exception {
        String hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
        file(
                "accounts.csv",
                "id,name,billing_email,beyond_plan\nn1,\"Acme, \"\"the\"\" firm\",a@b.example,off\nn2,,,\n");
        file(
                "keys.csv",
                "id,account,kind,prefix,secret_sha256,status,created\nnk1,n1,subscription,sk-1," + hash
                        + ",disabled,2025-01-02\nnk2,n2,payg,,,,\n");
        String line = "opening import " + folder + " --ref alone-1";
        reckon.clean(line + " --dry-run");
        assertThat(count("api_key WHERE key_id LIKE 'nk%'")).isZero();
        reckon.clean(line);
        assertThat(reckon.clean(line).out()).isEqualTo("Opening alone-1 was imported before; nothing changed.\n");
        assertThat(DB.asOwner()
                        .sql(
                                """
                                SELECT key_id || ' ' || kind || ' ' || prefix || ' ' || COALESCE(encode(secret_sha256, 'hex'), '-')
                                       || ' ' || status || COALESCE(to_char(created_at, ' YYYY-MM-DD'), '')
                                FROM api_key WHERE key_id LIKE 'nk%' ORDER BY key_id
                                """)
                        .query(String.class)
                        .list())
                .containsExactly("nk1 subscription sk-1 " + hash + " disabled 2025-01-02", "nk2 payg  - enabled");
        assertThat(reckon.clean("account show n1 --format csv").out()).contains("\"Acme, \"\"the\"\" firm\"", ",off,");
        refusedAs("alone-2", "these very files were imported before, as opening alone-1.");
        file("accounts.csv", "id,name\nn1,Other\nn3,New\n");
        Files.delete(folder.resolve("keys.csv"));
        refusedAs("alone-1", "opening alone-1 was imported before, with other files or another --at.");
        refusedAs("alone-2", "accounts.csv:2:id: account n1 is there already and differs.");
        assertThat(count("account WHERE account_id = 'n3'")).isZero();
        file("accounts.csv", "id\nn2\nn3\n");
        assertThat(reckon.clean("opening import " + folder + " --ref alone-2 --format csv")
                        .out())
                .contains("file,accounts.csv,1,", "file,accounts and keys that are there already,1,");
        assertThat(count("account_opening")).isZero();
    }

    private void refusedAs(String ref, String message) {
        refused("--ref " + ref, message);
    }

    @Test
    void aMillionRowsAreRefusedInOneSentence() throws Exception {
        StringBuilder rows = new StringBuilder("account,kind,amount\n");
        for (int i = 0; i < 1_000_000; i++) {
            rows.append("one,topup,1\n");
        }
        file("lots.csv", rows.toString());
        file("accounts.csv", "id\none\n");
        refused(
                "--at 2026-03-01",
                "lots.csv:250002: the file has more than 250000 rows. Divide it among several folders.");
        file("lots.csv", rows.substring(0, 12 * 2_000).replace("topup,1", "topup,-1"));
        CommandRunner.Ran ran = reckon.run("opening import " + folder + " --at 2026-03-01");
        assertThat(ran.err().lines().count()).isEqualTo(OpeningFaults.MOST_TOLD + 2);
        assertThat(ran.err()).containsPattern("\\.\\.\\. and 1[0-9]{3} more\\.");
    }

    @Test
    void templatesHaveEveryColumnAndReplaceNothing() {
        reckon.clean("opening template " + folder);
        assertThat(folder.resolve("keys.csv")).hasContent("id,account,kind,name,prefix,secret_sha256,status,created");
        CommandRunner.Ran again = reckon.run("opening template " + folder);
        assertThat(again.err()).contains("accounts.csv is there already. Nothing was written over it");
        assertThat(reckon.clean("opening import " + folder + " --at 2026-03-01 --dry-run")
                        .exit())
                .isZero();
    }

    /** The customers of a middling operator; with a database of its own, for they stay. */
    @Test
    void thousandsOfAccountsComeInWithinSeconds() throws Exception {
        StringBuilder accounts = new StringBuilder("id,name\n");
        StringBuilder keys = new StringBuilder("id,account,kind\n");
        StringBuilder lots = new StringBuilder("account,kind,amount,expires_at\n");
        StringBuilder subscriptions =
                new StringBuilder("account,plan,cycle_start,main_left,backup_left,drawn_this_week\n");
        for (int i = 0; i < 2_000; i++) {
            accounts.append(String.format(Locale.ROOT, "big_%04d,Customer %d%n", i, i));
        }
        for (int i = 0; i < 5_000; i++) {
            keys.append(String.format(
                    Locale.ROOT, "bk_%04d,big_%04d,%s%n", i, i % 2_000, i % 3 == 0 ? "subscription" : "payg"));
        }
        for (int i = 0; i < 6_000; i++) {
            lots.append(String.format(
                    Locale.ROOT,
                    "big_%04d,%s,%d.01,%s%n",
                    i % 2_000,
                    i < 2_000 ? "topup" : "gift",
                    i % 50,
                    i % 2 == 0 ? "" : "2026-06-01"));
        }
        for (int i = 0; i < 500; i++) {
            subscriptions.append(String.format(Locale.ROOT, "big_%04d,premium,2026-02-1%d,20,50.5,1%n", i, i % 10));
        }
        file("accounts.csv", accounts.toString());
        file("keys.csv", keys.toString());
        file("lots.csv", lots.toString());
        file("subscriptions.csv", subscriptions.toString());
        try (TestDatabase own = new TestDatabase().open()) {
            CommandRunner big =
                    new CommandRunner(folder.resolveSibling(folder.getFileName() + "-data"), own.settings());
            big.clean("init");
            own.database()
                    .jdbc()
                    .sql("INSERT INTO price_book VALUES (1, 'x', decode(repeat('00', 32), 'hex'), now(), 'test', '')")
                    .update();
            Instant before = Instant.now();
            big.clean("opening import " + folder + " --at 2026-03-01T12:00:00Z --expect-total 147060.00");
            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(60));
            List<String> sums = own.database()
                    .jdbc()
                    .sql(
                            """
                            SELECT pool || ' ' || kind || ' ' || count(*) || ' ' || trim_scale(sum(remaining))
                            FROM reports.lot GROUP BY pool, kind ORDER BY 1
                            """)
                    .query(String.class)
                    .list();
            assertThat(sums)
                    .containsExactly(
                            "backup plan 500 25250",
                            "main plan 500 10000",
                            "wallet gift 4000 98040",
                            "wallet topup 2000 49020");
            CommandRunner.Ran verified = big.run("verify");
            assertThat(verified.out()).doesNotContain("BROKEN");
        }
    }
}
