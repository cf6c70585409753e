package io.karst.sql.dml;

import io.karst.calcite.ast.Insert;
import io.karst.calcite.plan.HoistedLiterals;
import io.karst.sql.ParameterInfo;
import io.karst.sql.ResultColumn;
import io.karst.sql.SqlResult;
import io.karst.sql.query.Names;
import io.karst.sql.query.ParameterTypes;
import io.karst.sql.statement.CompiledStatement;
import io.karst.sql.statement.StatementContext;
import io.karst.sql.statement.StatementKind;
import io.karst.storage.table.BulkInsert;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** INSERT. */
public final class InsertStatement implements CompiledStatement {
  private static final int BULK_ROWS = 1000;

  private final RowRules rules;
  private final RowSource source;
  private final boolean[] fill;
  private final @Nullable ConflictAction onConflict;
  private final Returning returning;
  private final List<ParameterInfo> parameters;

  private InsertStatement(
      RowRules rules,
      RowSource source,
      @Nullable ConflictAction onConflict,
      Returning returning,
      List<ParameterInfo> parameters) {
    this.rules = rules;
    this.source = source;
    this.onConflict = onConflict;
    this.returning = returning;
    this.parameters = parameters;
    this.fill = source.given();
    for (int i = 0; i < fill.length; i++) {
      fill[i] = !fill[i];
    }
  }

  /**
   * Compiles an INSERT.
   *
   * @param node the statement, for its parameters
   * @param hoisted literals of the text that may become parameters
   */
  public static InsertStatement compile(
      StatementContext context, Insert insert, SqlNode node, HoistedLiterals hoisted) {
    Target target = Target.requireThroughViews(context, insert.table(), "insert into");
    HoistedLiterals literals = target.hoistable(hoisted);
    RowRules rules = RowRules.compile(context, target);
    InsertColumns columns = InsertColumns.of(target, insert.columns());
    List<Integer> positions = columns.positions();
    boolean[] ignored = new boolean[target.columns().size()];
    for (int position : positions) {
      if (position >= 0) {
        ignored[position] =
            insert.overriding() == Insert.Overriding.USER && rules.isIdentity(position);
      }
    }
    RowSource source = source(context, target, columns, ignored, insert.source(), literals);
    refuseGenerated(rules, positions, insert.overriding(), source, insert.source());
    ConflictAction action =
        insert.onConflict() == null
            ? null
            : ConflictAction.compile(context, target, rules, insert.alias(), insert.onConflict());
    Returning returning =
        Returning.compile(context, target, insert.alias(), target.columns(), insert.returning());
    ParameterTypes types = new ParameterTypes(node);
    source.addParameters(types);
    if (action != null) {
      action.addParameters(types);
    }
    if (returning.expressions() != null) {
      types.addAll(returning.expressions().parameters());
    }
    return new InsertStatement(rules, source, action, returning, types.toList());
  }

  private static RowSource source(
      StatementContext context,
      Target target,
      InsertColumns columns,
      boolean[] ignored,
      @Nullable SqlNode source,
      HoistedLiterals hoisted) {
    if (source == null) {
      return ValuesSource.defaults(target);
    }
    if (source.getKind() == SqlKind.VALUES && source instanceof SqlCall values) {
      return ValuesSource.compile(
          context, new ValuesSource(target, columns, ignored, hoisted), values);
    }
    return QuerySource.compile(context, target, columns, ignored, source);
  }

  /** 428C9 for a value in a column that is GENERATED ALWAYS. */
  private static void refuseGenerated(
      RowRules rules,
      List<Integer> positions,
      Insert.Overriding overriding,
      RowSource source,
      @Nullable SqlNode node) {
    boolean[] given = source.given();
    for (int i = 0; i < positions.size(); i++) {
      if (positions.get(i) >= 0 && given[positions.get(i)]) {
        boolean isDefault =
            node instanceof SqlCall values
                && source instanceof ValuesSource
                && allDefault(values, i);
        rules.requireInsertable(
            positions.get(i), isDefault, overriding == Insert.Overriding.SYSTEM);
      }
    }
  }

  private static boolean allDefault(SqlCall values, int item) {
    for (SqlNode row : values.getOperandList()) {
      SqlNode value = row.getKind() == SqlKind.ROW ? ((SqlCall) row).operand(item) : row;
      if (!Constants.isDefault(value)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public StatementKind kind() {
    return StatementKind.MODIFY;
  }

  @Override
  public String commandTag() {
    return "INSERT";
  }

  @Override
  public List<ParameterInfo> parameters() {
    return parameters;
  }

  @Override
  public @Nullable List<ResultColumn> columns() {
    return returning.columns();
  }

  @Override
  public boolean[] hoisted() {
    return source.hoisted();
  }

  @Override
  public List<String> explain() {
    return Explained.over("Insert " + rules.target().name(), source.explain());
  }

  @Override
  public SqlResult execute(StatementContext context, @Nullable Object[] values) {
    RowInserter inserter =
        new RowInserter(context, rules, fill, onConflict, values, returning.keepsRows());
    Target target = rules.target();
    boolean plain = target.type() != null && onConflict == null && !returning.keepsRows();
    if (plain && source.isLarge() && !context.keepGeneratedKeys()) {
      insertMany(context, inserter, values);
    } else {
      source.read(context, values, inserter::add);
      inserter.finish();
    }
    return returning.result(
        context, commandTag(), inserter.count(), values, inserter.changed(), inserter.inserted());
  }

  private BulkInsert beginBulk(StatementContext context) {
    Target target = rules.target();
    return Names.collection(context, target.name())
        .bulkInsert(context.transaction(), target.name().name(), context.commitsAlone());
  }

  /** Few rows are single inserts, which leave the table to others; many are a bulk load. */
  private void insertMany(
      StatementContext context, RowInserter inserter, @Nullable Object[] values) {
    BulkInsert[] bulk = new BulkInsert[1];
    List<@Nullable Object[]> first = new ArrayList<>();
    try {
      source.read(
          context,
          values,
          row -> {
            if (bulk[0] != null) {
              inserter.add(row);
              return;
            }
            first.add(row);
            if (first.size() > BULK_ROWS) {
              bulk[0] = beginBulk(context);
              inserter.useBulk(bulk[0]);
              first.forEach(inserter::add);
              first.clear();
            }
          });
      first.forEach(inserter::add);
      inserter.finish();
      if (bulk[0] != null) {
        bulk[0].finish();
      }
    } finally {
      if (bulk[0] != null) {
        bulk[0].close();
      }
    }
  }
}
