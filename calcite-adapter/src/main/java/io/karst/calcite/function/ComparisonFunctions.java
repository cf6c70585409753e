package io.karst.calcite.function;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.apache.calcite.avatica.util.ByteString;

/** UUIDs compared as unsigned bytes, as PostgreSQL does and keys are stored. */
public final class ComparisonFunctions {
  private ComparisonFunctions() {}

  static void register(FunctionTable table) {
    table.add(
        ComparisonFunctions.class,
        "compare_less(uuid,uuid):bool",
        "less",
        "compare_not_above(uuid,uuid):bool",
        "notAbove",
        "compare_bytes(uuid):bytea",
        "bytes");
  }

  public static boolean less(UUID left, UUID right) {
    return compare(left, right) < 0;
  }

  public static boolean notAbove(UUID left, UUID right) {
    return compare(left, right) <= 0;
  }

  /** Bytes that sort as the UUID does. */
  public static ByteString bytes(UUID uuid) {
    return new ByteString(
        ByteBuffer.allocate(16)
            .putLong(uuid.getMostSignificantBits())
            .putLong(uuid.getLeastSignificantBits())
            .array());
  }

  static int compare(UUID left, UUID right) {
    int order = Long.compareUnsigned(left.getMostSignificantBits(), right.getMostSignificantBits());
    return order != 0
        ? order
        : Long.compareUnsigned(left.getLeastSignificantBits(), right.getLeastSignificantBits());
  }
}
