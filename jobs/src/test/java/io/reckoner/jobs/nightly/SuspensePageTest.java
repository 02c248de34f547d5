package io.reckoner.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.kernel.suspense.SuspenseReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The catalogue in {@code docs/suspense.md} is what a run and the commands say of a line of every reason. */
class SuspensePageTest {
    private static final Path PAGE = Path.of("..", "docs", "suspense.md");
    private static final String BEGIN = "<!-- catalogue: written by SuspensePageTest -->\n";
    private static final String END = "<!-- end of catalogue -->\n";
    private static final String WRITE = "reckon.pages";
    private static final String TEN = "2026-03-02T10:00:00Z";

    @TempDir
    Path root;

    private Settling settling;
    private HandLog log;

    @BeforeEach
    void settleALineOfEveryReason() throws Exception {
        settling = new Settling(root);
        settling.reckon.clean("account create globex");
        settling.reckon.clean("key create globex --kind payg --id key_globex");
        settling.reckon.clean("key create acc_00001 --kind subscription --id key_plan");
        log = new HandLog(settling.town.folder.intake(), "p-1", "2026-03-02T00:00:00Z");
        String sound = "{\"v\":1,\"id\":\"evt_1\",\"ts\":\"2026-03-02T10:00:00Z\",\"account\":\"acc_00001\","
                + "\"key\":\"key_0000101\",\"key_kind\":\"payg\",\"provider\":\"openai\",\"model\":\"openai/gpt-4o\","
                + "\"endpoint\":\"/v1/chat\",\"format\":\"openai.chat\","
                + "\"usage\":{\"prompt_tokens\":1000,\"completion_tokens\":50,\"total_tokens\":1050},"
                + "\"usage_source\":\"provider\",\"status\":200,\"outcome\":\"ok\"}";
        log.line(sound, TEN);
        for (SuspenseReason reason : SuspenseReason.values()) {
            log.line(spoiled(sound, reason), TEN);
        }
        log.seal("2026-03-03T00:00:00Z");
        settling.settled();
    }

    @AfterEach
    void close() {
        settling.close();
    }

    /** A sound event with one thing wrong; only the one in conflict keeps the id. */
    private static String spoiled(String sound, SuspenseReason reason) {
        String other = sound.replace("evt_1", "evt_" + reason.code());
        return switch (reason) {
            case LINE_TOO_LONG -> other.replace("\"status\"", "\"note\":\"" + "x".repeat(1 << 20) + "\",\"status\"");
            case NOT_JSON -> other.substring(0, 150);
            case DUPLICATE_JSON_KEY -> other.replace("\"status\"", "\"key\":\"key_plan\",\"status\"");
            case FIELD -> other.replace("\"model\":\"openai/gpt-4o\",", "").replace("200", "\"200\"");
            case BAD_TIME -> other.replace("10:00:00Z", "10:00:00");
            case TIME_IN_FUTURE -> other.replace("2026-03-02", "2026-03-05");
            case TOO_OLD -> other.replace("2026-03-02", "2026-01-02");
            case UNKNOWN_ACCOUNT -> other.replace("acc_00001", "initech");
            case UNKNOWN_KEY -> other.replace("key_0000101", "key_unheard");
            case KEY_OF_ANOTHER_ACCOUNT -> other.replace("key_0000101", "key_globex");
            case KEY_KIND_MISMATCH -> other.replace("key_0000101", "key_plan");
            case UNKNOWN_DIALECT -> other.replace("openai.chat", "openai.telepathy");
            case COUNT -> other.replace(":1000,", ":1000.5,");
            case IDENTITY_BROKEN -> other.replace(":1050}", ":1051}");
            case CONFLICT -> sound.replace(":50,", ":60,").replace(":1050}", ":1060}");
            case NO_PRICE -> other.replace("gpt-4o", "gpt-next");
            case NO_COMPONENT_PRICE ->
                other.replace("openai.chat", "generic").replaceAll("\"usage\":\\{.*?}", "\"usage\":{\"seconds\":12.5}");
            case OVERFLOW -> other.replace("\"status\"", "\"vendor_cost_usd\":1000000,\"status\"");
        };
    }

    @Test
    void thePageShowsALineOfEveryReason() throws IOException {
        StringBuilder catalogue = new StringBuilder();
        catalogue.append(block("suspense list --by detail"));
        for (SuspenseReason reason : SuspenseReason.values()) {
            String shown = block("suspense show " + reason.code() + " --most-bytes 600");
            assertThat(shown).contains(": " + reason.code() + ", 1 line, ").contains("\nRemedy: ");
            catalogue.append("### `").append(reason.code()).append("`\n\n").append(shown);
        }
        String page = Files.readString(PAGE);
        String fresh =
                page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + catalogue + page.substring(page.indexOf(END));
        if (System.getProperty(WRITE, "").equals("write")) {
            Files.writeString(PAGE, fresh);
        }
        assertThat(Files.readString(PAGE))
                .as("the catalogue in docs/suspense.md is stale; write it with: mvn -Dquick -pl jobs -am test"
                        + " -Dtest=SuspensePageTest -Dsurefire.failIfNoSpecifiedTests=false -Dreckon.pages=write")
                .isEqualTo(fresh);
    }

    private String block(String command) {
        return "```text\n$ reckon " + command + "\n"
                + settling.reckon.clean(command).out() + "```\n\n";
    }
}
