package io.karst.calcite.schema;

import io.karst.calcite.source.SystemTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The schemas of system tables and what is in them. */
public final class SystemSchemas {
  private static final List<String> NAMES = List.of("information_schema", "karst");

  private SystemSchemas() {}

  /** Names of the schemas. */
  public static List<String> names() {
    return NAMES;
  }

  /** Names of the tables of one of them. */
  public static List<String> tableNames(String schema) {
    return schema.equals("karst") ? KarstTables.names() : InformationSchema.names();
  }

  /** A table of one of them, or null. */
  public static @Nullable SystemTable find(String schema, String table) {
    return schema.equals("karst") ? KarstTables.find(table) : InformationSchema.find(table);
  }
}
