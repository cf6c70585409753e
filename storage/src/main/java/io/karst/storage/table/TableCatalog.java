package io.karst.storage.table;

import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.tx.CollectionDomain;
import io.karst.storage.value.TypeKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which table a name stands for: {@code patients}, {@code patients$edges}, ... */
public final class TableCatalog {
  private static final String ROUTING = "collection$index";
  private static final String CHANGES = "collection$changes";

  private TableCatalog() {}

  /** The table of that name, or null. */
  public static @Nullable StoreTable make(String name, CollectionDomain domain, Families families) {
    TypeFamily family = families.byName(name);
    if (family != null) {
      return new WideTable(family, families);
    }
    if (name.equals(ROUTING)) {
      return new RoutingTable(domain, families);
    }
    if (name.equals(CHANGES)) {
      return new ChangesTable(domain, families);
    }
    int dollar = name.lastIndexOf('$');
    TypeFamily owner = dollar <= 0 ? null : families.byName(name.substring(0, dollar));
    return owner == null ? null : model(owner, name.substring(dollar + 1), families);
  }

  /** Names of all tables of the model, ordered. */
  public static List<String> modelTableNames(Families families) {
    List<String> names = new ArrayList<>(List.of(ROUTING, CHANGES));
    for (TypeFamily family : families.all()) {
      for (String table : List.of("core", "properties", "edges", "trajectories", "measures")) {
        names.add(family.name() + "$" + table);
      }
      for (ColumnDescriptor column : family.type().columns()) {
        if (column.type().kind() == TypeKind.VECTOR) {
          names.add(family.name() + "$" + vectors(column));
        }
      }
    }
    names.sort(null);
    return names;
  }

  private static @Nullable StoreTable model(TypeFamily family, String table, Families families) {
    return switch (table) {
      case "core" -> new CoreTable(family);
      case "properties" -> new PropertyTable(family, families);
      case "edges" -> new EdgeTable(family, families);
      case "trajectories" -> new TrajectoryTable(family, families);
      case "measures" -> new MeasureTable(family, families);
      default -> vectorTable(family, table, families);
    };
  }

  private static @Nullable StoreTable vectorTable(
      TypeFamily family, String table, Families families) {
    for (ColumnDescriptor column : family.type().columns()) {
      if (column.type().kind() == TypeKind.VECTOR && vectors(column).equals(table)) {
        return new VectorTable(family, families, column);
      }
    }
    return null;
  }

  private static String vectors(ColumnDescriptor column) {
    return "vectors_" + column.name() + "_" + column.type().precision();
  }
}
