package io.reckoner.reports.cost;

import io.reckoner.reports.table.Cell;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The keys of a group as they are shown: {@code 2026-03}, {@code 2026-03-01}, {@code 2026-03-01 13:00}. */
final class KeyText {
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    /** Elsewhere an hour may come twice a year: the offset tells which. */
    private static final DateTimeFormatter HOUR_AND_OFFSET =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mmxxx", Locale.ROOT);

    private static final long MICROS = 1_000_000L;

    private final CostRequest request;

    KeyText(CostRequest request) {
        this.request = request;
    }

    List<Cell> cells(CostGroup group) {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < request.by().size(); i++) {
            cells.add(cell(request.by().get(i), group.keys().get(i)));
        }
        return cells;
    }

    private Cell cell(Dimension dimension, @Nullable Object key) {
        if (key == null) {
            return Cell.none();
        }
        if (!(key instanceof Long time) || !(dimension instanceof Dimension.Field field)) {
            return Cell.of(key.toString());
        }
        return Cell.of(
                switch (field) {
                    case MONTH -> String.format(Locale.ROOT, "%04d-%02d", time / 12, time % 12 + 1);
                    case DAY -> LocalDate.ofEpochDay(time).toString();
                    case HOUR -> hour(time);
                    case MODEL, PROVIDER, KEY, ACCOUNT, TYPE, ENDPOINT, PURPOSE -> key.toString();
                });
    }

    private String hour(long micros) {
        ZoneId zone = request.range().zone();
        Instant start = Instant.ofEpochSecond(Math.floorDiv(micros, MICROS));
        DateTimeFormatter format = zone.normalized().equals(ZoneOffset.UTC) ? HOUR : HOUR_AND_OFFSET;
        return format.format(start.atZone(zone));
    }
}
