package io.reckoner.ingest.foreign;

import io.reckoner.ingest.decode.ForeignRows.Misfit;
import io.reckoner.ingest.json.JsonFault;
import io.reckoner.kernel.suspense.SuspenseReason;
import io.reckoner.kernel.suspense.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Records of a file of JSON lines. Members of objects inside are named {@code outer.inner}; arrays stay JSON text. */
final class JsonRecords implements Records {
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final FlatJson json = new FlatJson();
    private boolean begun;

    @Override
    public Taken take(byte[] buf, int start, int length) {
        boolean marked = !begun && length >= MARK.length && Arrays.equals(buf, start, start + 3, MARK, 0, 3);
        begun = true;
        int from = marked ? start + MARK.length : start;
        int end = start + length;
        while (end > from && (buf[end - 1] == '\r' || buf[end - 1] == ' ')) {
            end--;
        }
        if (end == from) {
            return new Taken.Nothing();
        }
        if (buf[from] == '[') {
            return new Taken.Unfit(List.of(new Misfit(
                    "", "it is one JSON array. Write an object a line: jq -c '.[]' file.json > file.jsonl")));
        }
        try {
            Map<String, String> cells = json.read(buf, from, end);
            return new Taken.Whole(column -> cells.getOrDefault(column, ""), Arrays.copyOfRange(buf, from, end));
        } catch (JsonFault fault) {
            return new Taken.Bad(new Verdict(SuspenseReason.NOT_JSON, fault.sentence()));
        } catch (RowFault fault) {
            return new Taken.Bad(fault.verdict());
        }
    }

    @Override
    public List<Misfit> atEnd() {
        return List.of();
    }
}
