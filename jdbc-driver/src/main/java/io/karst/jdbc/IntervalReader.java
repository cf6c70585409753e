package io.karst.jdbc;

import io.karst.storage.value.ColumnType;
import io.karst.storage.value.TypeKind;
import io.karst.storage.value.Values;
import java.time.Duration;
import java.time.Period;
import java.time.temporal.ChronoUnit;

/** Intervals: months as a {@link Period}, microseconds as a {@link Duration}. */
final class IntervalReader extends ColumnReader {

  IntervalReader(ColumnType type) {
    super(type);
  }

  @Override
  Object toObject(Object value) {
    if (type.kind() == TypeKind.INTERVAL_YEAR_MONTH) {
      return Period.ofMonths((Integer) value).normalized();
    }
    return Duration.of((Long) value, ChronoUnit.MICROS);
  }

  @Override
  String toText(Object value) {
    return Values.format(type, value);
  }
}
