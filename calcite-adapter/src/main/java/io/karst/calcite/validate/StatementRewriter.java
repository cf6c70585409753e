package io.karst.calcite.validate;

import io.karst.calcite.ast.ColumnTypeSpec;
import io.karst.calcite.ast.Selects;
import io.karst.calcite.function.DomainCast;
import io.karst.calcite.function.KarstOperatorTable;
import io.karst.calcite.function.Metric;
import io.karst.calcite.function.Quantifiers;
import io.karst.calcite.function.VectorFunctions;
import io.karst.storage.catalog.DomainName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlLiteralChainOperator;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites a syntax tree before validation: EXTRACT with PostgreSQL's fields, casts to vectors,
 * metric names in VECTOR_DISTANCE, {@code properties['name']}, names of unnamed function columns.
 */
public final class StatementRewriter extends SqlShuttle {
  private static final Set<String> NILADIC =
      Set.of(
          "current_schema",
          "current_user",
          "session_user",
          "current_catalog",
          "user",
          "current_timestamp",
          "localtimestamp",
          "current_time",
          "localtime",
          "current_date");

  /** Calcite's functions of text that have a syntax of their own, and what does it here. */
  private static final Map<String, String> OWN =
      Map.of(
          "SUBSTRING", "substring",
          "OVERLAY", "overlay",
          "POSITION", "$position",
          "TRANSLATE3", "translate");

  private final DomainCasts domains;
  private final Set<String> mentioned = new HashSet<>();
  private final WindowSyntax windows = new WindowSyntax();
  private final RowQueries rows = new RowQueries();
  private final QueryCopies copies = new QueryCopies();
  private int longestCondition;

  /** Queries that stand for functions in FROM. */
  private final Set<SqlNode> functionQueries = Collections.newSetFromMap(new IdentityHashMap<>());

  /** Rewrites one tree. */
  public StatementRewriter(DomainCasts domains) {
    this.domains = domains;
  }

  /** The rewritten tree; the original is not changed. */
  public @Nullable SqlNode rewrite(SqlNode node) {
    return node.accept(this);
  }

  /** Last parts of all names in the tree: hidden columns among them become visible. */
  public Set<String> mentioned() {
    return mentioned;
  }

  /** How many conditions AND or OR joins at most. */
  public int longestCondition() {
    return longestCondition;
  }

  private static int conditions(SqlNode node, SqlKind kind) {
    if (node.getKind() != kind) {
      return 1;
    }
    int conditions = 0;
    for (SqlNode operand : ((SqlCall) node).getOperandList()) {
      conditions += conditions(operand, kind);
    }
    return conditions;
  }

  @Override
  public SqlNode visit(SqlIdentifier id) {
    if (!id.names.isEmpty() && !id.isStar()) {
      mentioned.addAll(id.names);
    }
    return id;
  }

  /** Reads numbers with an exponent, dates and times as PostgreSQL does. */
  @Override
  public SqlNode visit(SqlLiteral literal) {
    if (literal instanceof SqlNumericLiteral number && !number.isInteger()) {
      return NumberLiterals.exact(number);
    }
    return literal instanceof SqlUnknownLiteral unknown ? TimeLiterals.resolve(unknown) : literal;
  }

  @Override
  public @Nullable SqlNode visit(SqlCall written) {
    SqlCall call = copies.separate(written);
    if (isVectorDistance(call)) {
      SqlNode metric = metricCall(call);
      if (metric != null) {
        return metric;
      }
    }
    if (call.getKind() == SqlKind.AND || call.getKind() == SqlKind.OR) {
      longestCondition = Math.max(longestCondition, conditions(call, call.getKind()));
    }
    if (FunctionTables.isRows(call)) {
      return functionRows(call);
    }
    windows.enter(call);
    rows.enter(call);
    SqlNode visited = super.visit(call);
    windows.leave(call);
    rows.leave(call);
    if (!(visited instanceof SqlCall result)) {
      return visited;
    }
    SqlNode query = rows.rewrite(call, result);
    if (query != result) {
      return query;
    }
    return switch (result.getKind()) {
      case AS ->
          result.operandCount() > 2 ? new ColumnAliases(result) : ColumnAliases.ofValues(result);
      case WITH_ITEM -> ColumnAliases.ofValues((SqlWithItem) result);
      case LITERAL_CHAIN -> SqlLiteralChainOperator.concatenateOperands(result);
      case SELECT -> ColumnNames.named((SqlSelect) result, ((SqlSelect) call).getSelectList());
      case JOIN -> join((SqlJoin) result);
      case EXTRACT -> extract(result);
      case TIMESTAMP_ADD, TIMESTAMP_DIFF -> timestampUnits(result);
      case CAST -> cast(result);
      case TRIM -> TrimCalls.rewrite(result);
      case LIKE, SIMILAR -> withoutEscape(result);
      case NEXT_VALUE -> sequence("nextval", result);
      case CURRENT_VALUE -> sequence("currval", result);
      case ITEM -> item(result);
      case SOME, ALL -> quantified(result);
      case WITHIN_GROUP -> OrderedSetCalls.rewrite(result);
      case WINDOW -> windows.inline((SqlWindow) result);
      case OVER -> windows.over(result);
      case EXPLICIT_TABLE -> allOf(result);
      case EXISTS -> FunctionTables.exists(result);
      case ARRAY_QUERY_CONSTRUCTOR -> arrayOf(result);
      default -> function(result);
    };
  }

  /** {@code TABLE t} as a query. */
  private static SqlNode allOf(SqlCall table) {
    SqlParserPos pos = table.getParserPosition();
    SqlNodeList all = new SqlNodeList(List.of(SqlIdentifier.star(pos)), pos);
    return Selects.of(all, table.operand(0), null, pos);
  }

  /** {@code ARRAY(a UNION b)}: Calcite knows arrays of SELECT only. */
  private static SqlNode arrayOf(SqlCall array) {
    SqlNode query = array.operand(0);
    if (!SqlKind.SET_QUERY.contains(query.getKind()) && query.getKind() != SqlKind.VALUES) {
      return array;
    }
    SqlParserPos pos = array.getParserPosition();
    SqlNode rows = SqlStdOperatorTable.AS.createCall(pos, query, new SqlIdentifier("$rows", pos));
    return array
        .getOperator()
        .createCall(pos, FunctionTables.select(List.of(SqlIdentifier.star(pos)), rows, pos));
  }

  /** {@code ROWS FROM} and its like, with or without alias, as queries. */
  private @Nullable SqlNode functionRows(SqlCall call) {
    SqlNode visited = FunctionTables.query(call).accept(this);
    if (visited instanceof SqlCall as) {
      functionQueries.add(as.operand(0));
    }
    return visited;
  }

  /** A function in FROM sees the tables before it, as if LATERAL stood there. */
  private SqlNode join(SqlJoin join) {
    SqlNode right = join.getRight();
    SqlNode function = right.getKind() == SqlKind.AS ? ((SqlCall) right).operand(0) : right;
    JoinType type = join.getJoinType();
    if ((function.getKind() != SqlKind.COLLECTION_TABLE && !functionQueries.contains(function))
        || type == JoinType.RIGHT
        || type == JoinType.FULL) {
      return join;
    }
    SqlNode lateral =
        SqlStdOperatorTable.LATERAL.createCall(function.getParserPosition(), function);
    if (right instanceof SqlCall as && right.getKind() == SqlKind.AS) {
      List<SqlNode> operands = new ArrayList<>(as.getOperandList());
      operands.set(0, lateral);
      lateral = SqlStdOperatorTable.AS.createCall(as.getParserPosition(), operands);
    }
    SqlJoin copy = (SqlJoin) join.clone(join.getParserPosition());
    copy.setRight(lateral);
    return copy;
  }

  static SqlCall call(String name, SqlParserPos pos, SqlNode... operands) {
    SqlUnresolvedFunction function =
        new SqlUnresolvedFunction(
            new SqlIdentifier(name, pos),
            null,
            null,
            null,
            null,
            SqlFunctionCategory.USER_DEFINED_FUNCTION);
    return new SqlBasicCall(function, List.of(operands), pos);
  }

  private static boolean isVectorDistance(SqlCall call) {
    return call.getOperator().getName().equalsIgnoreCase("vector_distance")
        && call.operandCount() == 3;
  }

  private @Nullable SqlNode metricCall(SqlCall call) {
    SqlNode third = call.operand(2);
    String name = null;
    if (third instanceof SqlIdentifier identifier && identifier.isSimple()) {
      name = identifier.getSimple();
    } else if (third instanceof SqlLiteral literal) {
      name = literal.toValue();
    }
    if (name == null) {
      return null;
    }
    Metric metric = VectorFunctions.metricNamed(name);
    SqlNode left = call.operand(0).accept(this);
    SqlNode right = call.operand(1).accept(this);
    return left == null || right == null
        ? null
        : call(metric.functionName(), call.getParserPosition(), left, right);
  }

  /** TIMESTAMPADD and TIMESTAMPDIFF with their unit as text. */
  private static SqlNode timestampUnits(SqlCall call) {
    SqlParserPos pos = call.getParserPosition();
    String name = call.getKind() == SqlKind.TIMESTAMP_ADD ? "timestamp_plus" : "timestamp_between";
    SqlNode unit = SqlLiteral.createCharString(unitName(call.operand(0)), pos);
    return call(name, pos, unit, call.operand(1), call.operand(2));
  }

  private static String unitName(SqlNode unit) {
    if (unit instanceof SqlIntervalQualifier qualifier) {
      return qualifier.timeFrameName != null
          ? qualifier.timeFrameName.toLowerCase(Locale.ROOT)
          : qualifier.getUnit().name().toLowerCase(Locale.ROOT);
    }
    return unit.toString().toLowerCase(Locale.ROOT);
  }

  /** {@code ESCAPE ''} means that nothing escapes: a character that patterns do not contain. */
  private static SqlNode withoutEscape(SqlCall call) {
    if (call.operandCount() == 3
        && call.operand(2) instanceof SqlCharStringLiteral escape
        && escape.getValueAs(String.class).isEmpty()) {
      call.setOperand(2, SqlLiteral.createCharString("\u0001", escape.getParserPosition()));
    }
    return call;
  }

  /** {@code NEXT VALUE FOR s} as {@code nextval('s')}. */
  private static SqlNode sequence(String function, SqlCall call) {
    SqlParserPos position = call.getParserPosition();
    StringBuilder name = new StringBuilder();
    for (String part : ((SqlIdentifier) call.operand(0)).names) {
      name.append(name.length() == 0 ? "\"" : ".\"").append(part.replace("\"", "\"\"")).append('"');
    }
    return call(function, position, SqlLiteral.createCharString(name.toString(), position));
  }

  private static SqlNode extract(SqlCall call) {
    String field = unitName(call.operand(0));
    SqlParserPos pos = call.getParserPosition();
    SqlNode name = SqlLiteral.createCharString(field, pos);
    return call("extract_field", pos, name, call.operand(1));
  }

  private SqlNode cast(SqlCall call) {
    DomainName domain = domains.domainOf(call);
    if (domain == null) {
      return plainCast(call);
    }
    SqlCall base = domains.toBase(call, domain);
    SqlNode value = base.getKind() == SqlKind.CAST ? plainCast(base) : base;
    return DomainCast.of(value, domain, call.getParserPosition());
  }

  private static SqlNode plainCast(SqlCall call) {
    if (call.operand(0).getKind() == SqlKind.ARRAY_VALUE_CONSTRUCTOR
        && ((SqlCall) call.operand(0)).operandCount() == 0) {
      // An array without elements has no type but that of the cast.
      SqlCall empty = (SqlCall) call.clone(call.getParserPosition());
      empty.setOperand(0, SqlLiteral.createCharString("{}", call.getParserPosition()));
      return empty;
    }
    if (call.operandCount() == 2
        && call.operand(1) instanceof SqlDataTypeSpec spec
        && spec.getTypeName().isSimple()
        && spec.getTypeName().getSimple().equalsIgnoreCase("vector")) {
      SqlParserPos pos = call.getParserPosition();
      int dimensions = ColumnTypeSpec.of(spec).precision();
      return dimensions < 1
          ? call("to_vector", pos, call.operand(0))
          : call(
              "to_vector",
              pos,
              call.operand(0),
              SqlLiteral.createExactNumeric(Integer.toString(dimensions), pos));
    }
    return call;
  }

  /** {@code x = ANY (array)}; with a query it stays what it is. */
  private static SqlNode quantified(SqlCall call) {
    if (!(call.getOperator() instanceof SqlQuantifyOperator operator)
        || !(call.operand(1) instanceof SqlNodeList list)
        || list.size() != 1) {
      return call;
    }
    SqlParserPos pos = call.getParserPosition();
    if (call.getKind() == SqlKind.SOME
        && operator.comparisonKind == SqlKind.EQUALS
        && call.operand(0).getKind() == SqlKind.ROW) {
      return call("$record_member", pos, call.operand(0), list.get(0));
    }
    return call(
        call.getKind() == SqlKind.ALL ? Quantifiers.ALL : Quantifiers.ANY,
        pos,
        call.operand(0),
        list.get(0),
        SqlLiteral.createCharString(operator.comparisonKind.sql, pos));
  }

  private static SqlNode item(SqlCall call) {
    SqlNode map = call.operand(0);
    if (map instanceof SqlIdentifier identifier
        && identifier.names.get(identifier.names.size() - 1).equals("properties")) {
      return call("json_get_text", call.getParserPosition(), map, call.operand(1));
    }
    return call;
  }

  private static SqlNode function(SqlCall call) {
    String name = call.getOperator().getName();
    if (call.getOperator() instanceof SqlFunction
        && call.operandCount() == 0
        && NILADIC.contains(name.toLowerCase(Locale.ROOT))) {
      return KarstOperatorTable.function(name.toLowerCase(Locale.ROOT))
          .createCall(call.getParserPosition());
    }
    String own = call.getOperator() instanceof SqlFunction ? OWN.get(name) : null;
    if (own != null) {
      return call(own, call.getParserPosition(), call.getOperandList().toArray(new SqlNode[0]));
    }
    return OrderedSetCalls.sorted(NamedArguments.placed(call));
  }
}
