package io.reckoner.jobs.voucher;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.cli.CommandRunner.Ran;
import io.reckoner.jobs.database.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Credit handed out in bulk: vouchers, gifts, referrals. */
class VoucherCommandTest {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @TempDir
    static Path data;

    private static int accounts;

    private CommandRunner reckon;
    private String one;
    private String other;

    @BeforeEach
    void twoAccounts() {
        reckon = new CommandRunner(data, DB.settings());
        reckon.clean("init");
        one = "acc" + ++accounts;
        other = "acc" + ++accounts;
        reckon.clean("account create " + one);
        reckon.clean("account create " + other);
    }

    private Path file(String name, String text) throws Exception {
        return Files.writeString(data.resolve(name), text);
    }

    private String lots(String account) {
        return String.join(
                ", ",
                DB.database()
                        .jdbc()
                        .sql(
                                """
                                SELECT kind || ' ' || trim_scale(amount) || ' ' || origin_ref
                                       || COALESCE(' till ' || to_char(expires_at, 'MM-DD'), '')
                                FROM lot WHERE account_id = ? ORDER BY origin_ref
                                """)
                        .param(account)
                        .query(String.class)
                        .list());
    }

    @Test
    void aCodeIsShownOnceStoredAsAHashAndRedeemedOnce() throws Exception {
        Path file = file("spring.csv", "amount,codes,days,redeem_until\n5.00,2,30,2026-04-01\n1.25,1,,\n");
        assertThat(reckon.clean("voucher issue " + file + " --dry-run").out())
                .isEqualTo("Would issue 3 vouchers of 11.25 USD together.\n");
        List<String> issued =
                reckon.clean("voucher issue " + file + " --format csv").lines();
        assertThat(issued).hasSize(4);
        assertThat(issued.get(3)).matches("spring/3,[0-9A-Z-]{23},1.250000000000");
        assertThat(reckon.clean("voucher issue " + file).out())
                .isEqualTo("Batch spring was issued before; nothing changed, and its codes are not shown again.\n");
        String code = issued.get(1).split(",")[1];
        assertThat(DB.database()
                        .jdbc()
                        .sql("SELECT count(*) FROM voucher v WHERE v::text LIKE '%' || ? || '%'")
                        .param(code)
                        .query(Long.class)
                        .single())
                .isZero();
        String typed = code.toLowerCase(java.util.Locale.ROOT).replace("-", "");
        assertThat(reckon.clean("voucher redeem " + typed + " " + one + " --at 2026-03-10")
                        .out())
                .isEqualTo("5.00 USD given to account " + one + "; lands at 2026-03-10T00:00:00Z.\n");
        assertThat(reckon.clean("voucher redeem " + code + " " + one + " --at 2026-03-10")
                        .out())
                .isEqualTo("Redeemed by this account before; nothing changed.\n");
        refused("voucher redeem " + code + " " + other, "voucher spring/1 was redeemed before.");
        String second = issued.get(2).split(",")[1];
        refused(
                "voucher redeem " + second + " " + one + " --at 2026-03-11",
                "has redeemed 1 of batch spring, as many as one account may.");
        refused(
                "voucher redeem " + second + " " + other + " --at 2026-04-01",
                "voucher spring/2 could be redeemed until 2026-04-01T00:00:00Z.");
        refused("voucher redeem " + second + " nobody", "there is no account nobody.");
        refused("voucher redeem 00000-00000-00000-00000 " + other, "there is no voucher with this code.");
        refused("voucher redeem 0000 " + other, "this is no voucher code.");
        reckon.clean("voucher redeem " + second + " " + other + " --at 2026-03-31T23:59:59Z");
        assertThat(lots(one)).isEqualTo("gift 5 voucher/spring/1 till 04-09");
        assertThat(lots(other)).isEqualTo("gift 5 voucher/spring/2 till 04-30");
        file("spring.csv", "amount\n7.00\n");
        refused("voucher issue " + file, "batch spring was issued before, with 3 other vouchers.");
    }

    @Test
    void allFaultsOfAFileAreToldAtOnce() throws Exception {
        Path vouchers = file(
                "bad.csv",
                "amount,codes,kind,redeem_until\n\"1.000,50\",1,,\n-5,0,topup,yesterday\n9000000,1,,\n\n1,1,,2026-03-10\n");
        refused(
                "voucher issue " + vouchers,
                "bad.csv:2: \"1.000,50\" is no amount.",
                "bad.csv:3: \"-5\" is no amount. Write it without a sign.",
                "bad.csv:3: \"topup\" is no kind of credit that is given here.",
                "bad.csv:3: column codes: \"0\" is no whole number",
                "bad.csv:3: \"yesterday\" is no instant.",
                "bad.csv:4: an amount of 9000000.00 is too large.",
                "bad.csv:6: redeem_until 2026-03-10T00:00:00Z is past: nobody could redeem it.",
                "Nothing was done.");
        Path gifts = file(
                "gifts.csv",
                "account,amount,ref,at\n" + one + ",5.00,g1,2206-11-22\nnobody,1.00,g2,\n" + one + ",0,g1,0202-03-01\n"
                        + one + ",1\n\"open,1,g3,\n");
        refused(
                "wallet gifts " + gifts,
                "gifts.csv:2: 2206-11-22T00:00:00Z is more than 10 years ahead.",
                "gifts.csv:3: there is no account nobody.",
                "gifts.csv:4: \"0202-03-01\" is before 2000",
                "gifts.csv:4: \"0\" is nothing.",
                "gifts.csv:4: ref g1 occurs twice in the file.",
                "gifts.csv:5: the row has 2 columns, the header 4.",
                "gifts.csv:6: a quotation mark opens a cell here and does not close it.");
        refused(
                "wallet gifts " + file("twice.csv", "account,amount,ref,amount\na,1,r,2\n"),
                "twice.csv:1: columns named twice: amount. Name each column once.");
        refused(
                "wallet gifts " + file("head.csv", "account,sum\na,1\n"),
                "head.csv:1: columns missing: amount, ref. columns not known: sum.");
        refused("wallet gifts " + file("empty.csv", "account,amount,ref\n"), "empty.csv has no row below its header.");
        refused("wallet gifts " + data.resolve("none.csv"), "there is no file");
        assertThat(lots(one)).isEmpty();
    }

    @Test
    void giftsOfAFileAreGivenOnce() throws Exception {
        Path gifts = file(
                "many.csv",
                "account,amount,ref,kind,at,expires\n" + one + ",5.00,m1-" + one + ",gift,2026-03-10,2026-04-10\n"
                        + other + ",1.5,m2-" + one + ",bonus,2026-03-10,\n");
        assertThat(reckon.clean("wallet gifts " + gifts + " --dry-run").out())
                .isEqualTo("Would give 6.50 USD to accounts in 2 rows.\n");
        assertThat(lots(one)).isEmpty();
        assertThat(reckon.clean("wallet gifts " + gifts + " --reason spring").out())
                .isEqualTo("2 of 2 rows given now, 0 were before; 6.50 USD together.\n");
        assertThat(reckon.clean("wallet gifts " + gifts + " --reason spring").out())
                .isEqualTo("0 of 2 rows given now, 2 were before; 6.50 USD together.\n");
        assertThat(lots(one)).isEqualTo("gift 5 m1-" + one + " till 04-10");
        assertThat(lots(other)).isEqualTo("bonus 1.5 m2-" + one);
    }

    @Test
    void filesMayBeginWithTheMarkThatSpreadsheetsWrite() throws Exception {
        Path gifts = file("marked.csv", "\uFEFFaccount,amount,ref\r\n" + one + ",5.00,marked-" + one + "\r\n");
        assertThat(reckon.clean("wallet gifts " + gifts + " --reason spring").out())
                .startsWith("1 of 1 rows given now");
        assertThat(lots(one)).isEqualTo("gift 5 marked-" + one);
        Path vouchers = file("marked-vouchers.csv", "\uFEFFamount\r\n2.50\r\n");
        assertThat(reckon.clean("voucher issue " + vouchers + " --dry-run").out())
                .isEqualTo("Would issue 1 vouchers of 2.50 USD together.\n");
    }

    @Test
    void anExpiredVoucherIsNotRedeemedAsOfAnEarlierDay() throws Exception {
        Path file = file("soon.csv", "amount,redeem_until\n5.00,2026-03-20\n");
        String code = reckon.clean("voucher issue " + file + " --format csv")
                .lines()
                .get(1)
                .split(",")[1];
        Ran late = reckon.at(Instant.parse("2026-03-20T00:00:00Z"))
                .run("voucher redeem " + code + " " + one + " --at 2026-03-11");
        assertThat(late.exit()).isEqualTo(2);
        assertThat(late.err()).contains("voucher soon/1 could be redeemed until 2026-03-20T00:00:00Z.");
        assertThat(lots(one)).isEmpty();
    }

    @Test
    void aPairIsRewardedOnceWhicheverWayRound() {
        String line = "wallet refer " + one + " " + other + " 5.00 --welcome 2.00 --at 2026-03-10";
        assertThat(reckon.clean(line + " --format csv").lines())
                .containsExactly(
                        "account,lot,kind,amount,effective,expires,lands",
                        one + ",referral:" + one + "/" + other
                                + ":wallet:referral,referral,5.000000000000,2026-03-10T00:00:00Z,,2026-03-10T00:00:00Z",
                        other + ",referral:" + one + "/" + other
                                + "/welcome:wallet:referral,referral,2.000000000000,2026-03-10T00:00:00Z,,2026-03-10T00:00:00Z");
        assertThat(reckon.clean(line).out()).isEqualTo("This pair was rewarded before; nothing changed.\n");
        refused(
                "wallet refer " + one + " " + other + " 6.00 --welcome 2.00",
                "were rewarded before, with 5.00 and a welcome of 2.00. Nothing was changed");
        refused("wallet refer " + one + " " + other + " 5.00", "with 5.00 and a welcome of 2.00.");
        refused("wallet refer " + other + " " + one + " 5.00", "were rewarded before, the other way round.");
        refused("wallet refer " + one + " " + one + " 5.00", "account " + one + " cannot bring itself.");
        refused("wallet refer " + one + " nobody 5.00", "there is no account nobody.");
        assertThat(lots(one)).isEqualTo("referral 5 " + one + "/" + other);
        assertThat(lots(other)).isEqualTo("referral 2 " + one + "/" + other + "/welcome");
    }

    private void refused(String line, String... messages) {
        Ran ran = reckon.run(line);
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains(messages);
    }
}
