package io.karst.calcite.exec;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The frames of one sorted partition: for each row up to three ranges of rows. */
final class FrameRows {
  private static final long FAR = 1L << 62;
  private static final double FAR_NUMBER = 1.6e308;
  private static final long MICROS_OF_A_DAY = 86_400_000_000L;

  /** Starts and ends (exclusive) of the ranges of the row asked for last. */
  final int[] starts = new int[3];

  final int[] ends = new int[3];
  int ranges;

  private final Frame frame;
  private final int size;

  /** For each row its group, and for each group its first row; one more at the end. */
  private final int[] group;

  private final int[] first;
  private final int groups;
  private final @Nullable Object[] places;

  /**
   * Finds the groups of a partition.
   *
   * @param places for each row the number that RANGE offsets count from; NULLs are far outside
   */
  FrameRows(Frame frame, List<@Nullable Object[]> rows, RowOrder order, @Nullable Object[] places) {
    this.frame = frame;
    this.size = rows.size();
    this.places = places;
    this.group = new int[size];
    this.first = new int[size + 1];
    int count = 0;
    for (int i = 0; i < size; i++) {
      if (i == 0 || order.compare(rows.get(i - 1), rows.get(i)) != 0) {
        first[count++] = i;
      }
      group[i] = count - 1;
    }
    this.groups = count;
    first[count] = size;
  }

  /** Sets the ranges to the frame of a row. */
  void seek(int row) {
    ranges = 0;
    int start = Math.max(0, lower(row));
    int end = Math.min(size, upper(row));
    int groupStart = first[group[row]];
    int groupEnd = first[group[row] + 1];
    switch (frame.exclusion()) {
      case NONE -> add(start, end);
      case CURRENT_ROW -> {
        add(start, Math.min(end, row));
        add(Math.max(start, row + 1), end);
      }
      case GROUP -> {
        add(start, Math.min(end, groupStart));
        add(Math.max(start, groupEnd), end);
      }
      case TIES -> {
        add(start, Math.min(end, groupStart));
        add(Math.max(start, row), Math.min(end, row + 1));
        add(Math.max(start, groupEnd), end);
      }
    }
  }

  private void add(int start, int end) {
    if (start < end) {
      starts[ranges] = start;
      ends[ranges++] = end;
    }
  }

  /** The first row of the frame before exclusion. */
  private int lower(int row) {
    if (frame.lower().offset() == null) {
      return 0;
    }
    return switch (frame.unit()) {
      case ROWS -> clamp(row + frame.lower().count());
      case GROUPS -> first[clampGroup(group[row] + frame.lower().count())];
      case RANGE ->
          frame.lower().offset().signum() == 0
              ? first[group[row]]
              : rowAt(row, frame.lower(), false);
    };
  }

  /** The row after the frame's last one, before exclusion. */
  private int upper(int row) {
    if (frame.upper().offset() == null) {
      return size;
    }
    return switch (frame.unit()) {
      case ROWS -> clamp(row + frame.upper().count() + 1);
      case GROUPS -> first[clampGroup(group[row] + frame.upper().count() + 1)];
      case RANGE ->
          frame.upper().offset().signum() == 0
              ? first[group[row] + 1]
              : rowAt(row, frame.upper(), true);
    };
  }

  private int clamp(long row) {
    return (int) Math.max(0, Math.min(size, row));
  }

  private int clampGroup(long index) {
    return (int) Math.max(0, Math.min(groups, index));
  }

  /** The first row whose place is at the row's place plus a distance, or behind it. */
  private int rowAt(int row, Frame.Bound bound, boolean behind) {
    Object place = requireNonNull(places[row]);
    if (isFar(place)) {
      return behind ? first[group[row] + 1] : first[group[row]];
    }
    Object wanted =
        place instanceof Double number
            ? (Object) (number + requireNonNull(bound.offset()).doubleValue())
            : (Object) moved(((Number) place).longValue(), bound);
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      int order = RowOrder.compareValues(requireNonNull(places[middle]), wanted);
      if (order < 0 || (behind && order == 0)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Whether a place is that of NULL, whose frame is the NULLs. */
  private static boolean isFar(Object place) {
    return place instanceof Double number
        ? Math.abs(number) > FAR_NUMBER
        : Math.abs(((Number) place).longValue()) >= FAR;
  }

  private long moved(long place, Frame.Bound bound) {
    if (!bound.months()) {
      // Places and distances have 62 bits at most.
      return place + bound.count();
    }
    return frame.descending()
        ? -plusMonths(-place, -bound.count())
        : plusMonths(place, bound.count());
  }

  private static long plusMonths(long micros, long months) {
    long day = Math.floorDiv(micros, MICROS_OF_A_DAY);
    LocalDate moved = LocalDate.ofEpochDay(day).plusMonths(months);
    return moved.toEpochDay() * MICROS_OF_A_DAY + Math.floorMod(micros, MICROS_OF_A_DAY);
  }
}
