package io.karst.calcite.function;

import java.util.List;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.jspecify.annotations.Nullable;

/** {@code string_agg} of bytes. */
public final class ByteAggregates {
  public static final SqlAggFunction JOINED =
      NativeAggregate.of(
          "$bytes_agg",
          ReturnTypes.ARG0.andThen(SqlTypeTransforms.FORCE_NULLABLE),
          List.of(SqlTypeFamily.BINARY, SqlTypeFamily.BINARY),
          false,
          ByteAggregates.class,
          "joined");

  private ByteAggregates() {}

  static void register(FunctionTable table) {
    table.add(JOINED);
  }

  /** Bytes that are not NULL, each with its separator before it except the first. */
  public static Accumulator joined() {
    return new Accumulator() {
      private @Nullable ByteString bytes;

      @Override
      void add(@Nullable Object first, @Nullable Object second, @Nullable Object third) {
        if (first instanceof ByteString more) {
          ByteString known = bytes;
          if (known == null) {
            bytes = more;
          } else {
            bytes = (second instanceof ByteString by ? known.concat(by) : known).concat(more);
          }
        }
      }

      @Override
      @Nullable Object value() {
        return bytes;
      }
    };
  }
}
