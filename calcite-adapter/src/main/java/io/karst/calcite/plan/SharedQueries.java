package io.karst.calcite.plan;

import io.karst.calcite.ast.CommonTableName;
import io.karst.calcite.rel.KarstShared;
import io.karst.calcite.subquery.SubQueryScopes;
import io.karst.calcite.subquery.VolatileQueries;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.RepeatUnion;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.schema.TransientTable;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.jspecify.annotations.Nullable;

/**
 * Which queries of WITH run once for all that read them, as in PostgreSQL: those that are read
 * several times, unless that costs no more than reading a table, and those that say MATERIALIZED.
 * All others are put where they are read, so that conditions reach their tables.
 */
final class SharedQueries {
  private final SqlValidator validator;
  private final IntSupplier numbers;

  /** For each query of WITH those that read it; null for the statement itself. */
  private final IdentityHashMap<SqlWithItem, List<@Nullable SqlWithItem>> readers =
      new IdentityHashMap<>();

  private final IdentityHashMap<SqlWithItem, Boolean> decided = new IdentityHashMap<>();
  private final IdentityHashMap<SqlWithItem, Integer> shared = new IdentityHashMap<>();

  /**
   * Looks for queries of WITH.
   *
   * @param numbers gives each shared query of a statement a number of its own
   */
  SharedQueries(SqlNode statement, SqlValidator validator, IntSupplier numbers) {
    this.validator = validator;
    this.numbers = numbers;
    statement.accept(new Readers(null));
  }

  /** A query of WITH, converted where it is read. */
  RelNode of(SqlWithItem item, RelNode converted) {
    boolean once = isShared(item) || (reads(item) > 1 && VolatileQueries.isVolatile(converted));
    if (!once
        || dependsOnRounds(converted, Set.of())
        || !SubQueryScopes.takenFrom(converted).isEmpty()) {
      return converted;
    }
    int number = shared.computeIfAbsent(item, key -> numbers.getAsInt());
    return KarstShared.of(converted, item.name.getSimple(), number);
  }

  private boolean isShared(SqlWithItem item) {
    Boolean known = decided.get(item);
    if (known == null) {
      decided.put(item, false); // should it read itself
      known = decide(item);
      decided.put(item, known);
    }
    return known;
  }

  private boolean decide(SqlWithItem item) {
    if (CommonTableName.isMaterialized(item.name) || reads(item) < 2) {
      return CommonTableName.isMaterialized(item.name);
    }
    return !CommonTableName.isNotMaterialized(item.name) && !isCheap(item.query);
  }

  private int reads(SqlWithItem item) {
    int reads = 0;
    for (SqlWithItem reader : readers.getOrDefault(item, List.of())) {
      reads += reader == null || isShared(reader) ? 1 : reads(reader);
    }
    return reads;
  }

  /** Whether a query only takes rows of one table. */
  private static boolean isCheap(SqlNode query) {
    return query instanceof SqlSelect select
        && (select.getFrom() == null || isName(select.getFrom()))
        && select.getGroup() == null
        && select.getHaving() == null
        && !select.isDistinct()
        && select.getFetch() == null
        && select.getOffset() == null
        && !has(select.getSelectList(), SharedQueries::isCostly)
        && (select.getWhere() == null || !has(select.getWhere(), SharedQueries::isCostly));
  }

  private static boolean isName(SqlNode from) {
    SqlNode table = from.getKind() == SqlKind.AS ? ((SqlCall) from).operand(0) : from;
    return table instanceof SqlIdentifier;
  }

  private static boolean isCostly(SqlCall call) {
    return call.getKind() == SqlKind.SELECT
        || call.getKind() == SqlKind.OVER
        || call.getOperator().isAggregator();
  }

  private static boolean has(SqlNode node, Predicate<SqlCall> kind) {
    boolean[] found = new boolean[1];
    node.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlCall call) {
            found[0] |= kind.test(call);
            return found[0] ? null : super.visit(call);
          }
        });
    return found[0];
  }

  /**
   * Whether a query reads the rows of the last round of a recursive one around it.
   *
   * @param inside the working tables of those that are part of the query
   */
  private static boolean dependsOnRounds(RelNode rel, Set<List<String>> inside) {
    if (rel instanceof TableScan scan && scan.getTable().unwrap(TransientTable.class) != null) {
      return !inside.contains(scan.getTable().getQualifiedName());
    }
    Set<List<String>> known = inside;
    if (rel instanceof RepeatUnion recursive && recursive.getTransientTable() != null) {
      known = new HashSet<>(inside);
      known.add(recursive.getTransientTable().getQualifiedName());
    }
    for (RelNode input : rel.getInputs()) {
      if (dependsOnRounds(input, known)) {
        return true;
      }
    }
    return false;
  }

  /** Finds who reads what. */
  private final class Readers extends SqlBasicVisitor<@Nullable Void> {
    private final @Nullable SqlWithItem reader;

    Readers(@Nullable SqlWithItem reader) {
      this.reader = reader;
    }

    @Override
    public @Nullable Void visit(SqlCall call) {
      if (call instanceof SqlWithItem item) {
        return item.query.accept(new Readers(item));
      }
      return super.visit(call);
    }

    @Override
    public @Nullable Void visit(SqlIdentifier name) {
      SqlValidatorNamespace table = validator.getNamespace(name);
      if (table != null && table.resolve().getNode() instanceof SqlWithItem item) {
        readers.computeIfAbsent(item, key -> new ArrayList<>()).add(reader);
      }
      return null;
    }
  }
}
