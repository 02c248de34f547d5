package io.reckoner.ingest.line;

import io.reckoner.ingest.rows.DecodedEvent;
import io.reckoner.kernel.account.Directory;
import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.usage.Symbols;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** A decoder over a small directory, and the event that it fills. */
final class LineReading {
    static final Directory DIRECTORY = Directory.of(
            List.of("acct_b", "acct_a"),
            List.of(
                    new Directory.Key("key_a1", "acct_a", KeyKind.PAYG),
                    new Directory.Key("key_a2", "acct_a", KeyKind.SUBSCRIPTION),
                    new Directory.Key("key_b1", "acct_b", KeyKind.PAYG)));

    final Symbols symbols = new Symbols();
    final LineDecoder decoder = new LineDecoder(DIRECTORY, symbols, Set.of("purpose", "team", "zone"));
    final DecodedEvent event = new DecodedEvent();

    /** {@code EVENT} and the like; {@code reason: detail} where the line is set aside. */
    String outcome(byte[] line) {
        LineClass found = decoder.read(line, 0, line.length, event);
        if (found == LineClass.SUSPENDED || found == LineClass.EVENT && !decoder.judge(event)) {
            return decoder.verdict().reason().code() + ": " + decoder.verdict().detail();
        }
        return found.name();
    }

    String outcome(String line) {
        return outcome(line.getBytes(StandardCharsets.UTF_8));
    }
}
