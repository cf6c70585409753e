package io.karst.calcite.validate;

import static java.util.Objects.requireNonNull;
import static org.apache.calcite.util.Static.RESOURCE;

import io.karst.calcite.function.KarstOperatorTable;
import io.karst.calcite.schema.KarstTable;
import io.karst.calcite.type.TypeMapping;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.runtime.PairList;
import org.apache.calcite.runtime.Resources;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.AggregatingScope;
import org.apache.calcite.sql.validate.SelectNamespace;
import org.apache.calcite.sql.validate.SelectScope;
import org.apache.calcite.sql.validate.SetopNamespace;
import org.apache.calcite.sql.validate.SqlMonotonicity;
import org.apache.calcite.sql.validate.SqlNameMatchers;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorException;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql.validate.SqlValidatorTable;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.jspecify.annotations.Nullable;

/** The validator, with hidden columns left out of {@code *} and PostgreSQL's wording of errors. */
public final class KarstValidator extends SqlValidatorImpl {
  private static final SqlValidator.Config CONFIG =
      SqlValidator.Config.DEFAULT
          .withConformance(KarstConformance.INSTANCE)
          .withIdentifierExpansion(true)
          .withTypeCoercionRules(CastRules.RULES)
          .withTypeCoercionFactory(KarstTypeCoercion::new);

  private static final Set<String> SESSION_NAMES =
      Set.of("current_user", "session_user", "current_catalog", "current_schema");
  private final Set<String> duplicates = new HashSet<>();
  private final IdentityHashMap<SqlNode, Boolean> seen = new IdentityHashMap<>();
  private final ParameterInference inference = new ParameterInference(this);

  /** A validator for one statement. */
  public KarstValidator(KarstCatalogReader catalogReader, RelDataTypeFactory typeFactory) {
    super(KarstOperatorTable.INSTANCE, catalogReader, typeFactory, CONFIG);
  }

  /** {@code current_user} and its like are functions that are written as names. */
  @Override
  public @Nullable SqlCall makeNullaryCall(SqlIdentifier id) {
    if (id.isSimple() && !id.isComponentQuoted(0) && SESSION_NAMES.contains(id.getSimple())) {
      return KarstOperatorTable.function(id.getSimple()).createCall(id.getParserPosition());
    }
    return super.makeNullaryCall(id);
  }

  @Override
  protected void addToSelectList(
      List<SqlNode> list,
      Set<String> aliases,
      List<Map.Entry<String, RelDataType>> fieldList,
      SqlNode exp,
      SelectScope scope,
      boolean includeSystemVars) {
    if (exp instanceof SqlIdentifier identifier && isHidden(identifier, scope)) {
      return;
    }
    // The inherited method makes up names for columns of one name.
    ((PairList<String, RelDataType>) fieldList)
        .add(requireNonNull(SqlValidatorUtil.alias(exp)), deriveType(scope, exp));
    list.add(exp);
  }

  @Override
  protected RelDataType validateSelectList(
      SqlNodeList selectItems, SqlSelect select, RelDataType targetRowType) {
    RelDataType row = super.validateSelectList(selectItems, select, targetRowType);
    RelDataType distinct = DuplicateNames.distinct(typeFactory, row);
    note(distinct.getFieldNames());
    return distinct;
  }

  private void note(List<String> columns) {
    for (String name : columns) {
      if (DuplicateNames.isMarked(name)) {
        duplicates.add(DuplicateNames.plain(name));
      }
    }
  }

  /** Nobody asks for streams, and the answer takes twice as long with every query around. */
  @Override
  protected SelectNamespace createSelectNamespace(SqlSelect select, SqlNode enclosing) {
    return new SelectNamespace(this, select, enclosing) {
      @Override
      public SqlMonotonicity getMonotonicity(String column) {
        return SqlMonotonicity.NOT_MONOTONIC;
      }
    };
  }

  @Override
  protected SetopNamespace createSetopNamespace(SqlCall call, SqlNode enclosing) {
    return new SetopNamespace(this, call, enclosing) {
      @Override
      public RelDataType validateImpl(RelDataType targetRowType) {
        SqlValidatorScope scope = requireNonNull(scopes.get(call), "scope");
        for (SqlNode operand : call.getOperandList()) {
          validateQuery(operand, scope, targetRowType);
        }
        new UnknownLiterals(KarstValidator.this, scope).readSelectLists(call);
        return super.validateImpl(targetRowType);
      }
    };
  }

  @Override
  protected void validateValues(SqlCall node, RelDataType targetRowType, SqlValidatorScope scope) {
    if (!targetRowType.isStruct() && node.operandCount() > 1) {
      new UnknownLiterals(this, scope).readColumns(node.getOperandList());
    }
    super.validateValues(node, targetRowType, scope);
  }

  /** A name that no column has may be that of several. */
  @Override
  public CalciteContextException newValidationError(
      SqlNode node, Resources.ExInst<SqlValidatorException> reason) {
    CalciteContextException error = super.newValidationError(node, reason);
    String column = duplicates.isEmpty() ? null : ValidationErrors.unknownColumn(reason.str());
    if (column != null && duplicates.contains(column)) {
      throw ValidationErrors.ambiguous(column)
          .withPosition(error.getPosLine(), error.getPosColumn());
    }
    return error;
  }

  private static boolean isHidden(SqlIdentifier identifier, SelectScope scope) {
    int size = identifier.names.size();
    if (size < 2) {
      return false;
    }
    String column = identifier.names.get(size - 1);
    String alias = identifier.names.get(size - 2);
    SqlValidatorScope.ResolvedImpl resolved = new SqlValidatorScope.ResolvedImpl();
    scope.resolve(List.of(alias), SqlNameMatchers.withCaseSensitive(true), false, resolved);
    if (resolved.count() == 1) {
      return isHidden(resolved.only().namespace.getTable(), column);
    }
    return false;
  }

  /** Whether a column of a table is no part of {@code *}. */
  static boolean isHidden(@Nullable SqlValidatorTable table, String column) {
    KarstTable karst = table == null ? null : table.unwrap(KarstTable.class);
    return karst != null && karst.isHidden(column);
  }

  /** Columns that an alias does not name keep their names. */
  @Override
  protected void validateNamespace(SqlValidatorNamespace namespace, RelDataType targetRowType) {
    complete(namespace.getNode());
    super.validateNamespace(namespace, targetRowType);
  }

  @Override
  protected void validateFrom(SqlNode node, RelDataType targetRowType, SqlValidatorScope scope) {
    complete(node);
    super.validateFrom(node, targetRowType, scope);
    if (node instanceof SqlJoin join && join.isNatural() && !duplicates.isEmpty()) {
      DuplicateNames.checkNatural(
          requireNonNull(getNamespace(join.getLeft())).getRowType(),
          requireNonNull(getNamespace(join.getRight())).getRowType());
    }
  }

  private void complete(@Nullable SqlNode node) {
    if (node instanceof ColumnAliases aliases) {
      note(
          aliases.complete(
              requireNonNull(getNamespace(aliases.operand(0)), "table")
                  .getRowType()
                  .getFieldNames()));
    }
  }

  @Override
  public void validateWithItem(SqlWithItem item) {
    if (item.columnList != null) {
      List<String> columns = getValidatedNodeType(item.query).getFieldNames();
      int named = item.columnList.size();
      if (named > columns.size()) {
        throw ColumnAliases.tooMany(
            "WITH query \"" + item.name + "\"", columns.size(), named, item.name);
      }
      for (int i = named; i < columns.size(); i++) {
        boolean values = item.query.getKind() == SqlKind.VALUES;
        item.columnList.add(
            new SqlIdentifier(values ? "column" + (i + 1) : columns.get(i), SqlParserPos.ZERO));
      }
      note(ColumnAliases.separate(item.columnList));
    }
    super.validateWithItem(item);
  }

  @Override
  protected void validateSelect(SqlSelect select, RelDataType targetRowType) {
    WholeRows.rewrite(this, select);
    MergedNames.rewrite(this, select);
    GroupedLists.rewrite(select);
    ConstantKeys.check(select);
    KeyedGroups.rewrite(this, select);
    super.validateSelect(select, targetRowType);
  }

  /** Gives parameters their types: see {@link ParameterInference}. */
  @Override
  protected void inferUnknownTypes(
      RelDataType inferredType, SqlValidatorScope scope, SqlNode node) {
    if (node instanceof SqlBasicCall call
        && call.getOperator() instanceof SqlFunction function
        && function.getFunctionType().isTableFunction()) {
      Overloads.readLiterals(this, scope, call); // nobody else asks before its type is known
    }
    if (node instanceof SqlDynamicParam parameter) {
      super.inferUnknownTypes(inference.typeOf(parameter, inferredType), scope, node);
    } else if (!inference.infer(inferredType, scope, node)) {
      super.inferUnknownTypes(inferredType, scope, node);
    }
  }

  /** Gives a type to the parameters of an expression that a place wants to have that type. */
  void inferParameters(RelDataType wanted, SqlValidatorScope scope, SqlNode node) {
    inferUnknownTypes(wanted, scope, node);
  }

  RelDataType unknown() {
    return unknownType;
  }

  /** What is known of a parameter by its number; null if its place says nothing. */
  public @Nullable RelDataType parameterType(int index) {
    return inference.parameterType(index);
  }

  /** As Calcite does it, which takes window functions of sub-queries for ones of HAVING. */
  @Override
  protected void validateHavingClause(SqlSelect select) {
    SqlNode having = select.getHaving();
    if (having == null) {
      return;
    }
    if (OwnWindows.areIn(having)) {
      throw newValidationError(having, RESOURCE.windowedAggregateIllegalInClause("HAVING"));
    }
    AggregatingScope scope = (AggregatingScope) requireNonNull(getSelectScope(select), "scope");
    inferUnknownTypes(typeFactory.createSqlType(SqlTypeName.BOOLEAN), scope, having);
    deriveType(scope, having); // casts literals, as was done to GROUP BY with which it is compared
    scope.checkAggregateExpr(having, true);
    having.validate(this, scope);
    if (!SqlTypeUtil.inBooleanFamily(deriveType(scope, having))) {
      throw newValidationError(having, RESOURCE.havingMustBeBoolean());
    }
  }

  /** Parameters in ORDER BY get a type, too: the inherited method forgets them. */
  @Override
  protected void validateOrderList(SqlSelect select) {
    SqlNodeList order = select.getOrderList();
    if (order != null && !duplicates.isEmpty()) {
      DuplicateNames.resolve(order, select, requireNonNull(getNamespace(select)).getRowType());
    }
    if (order != null && ParameterInference.hasParameter(order)) {
      SqlValidatorScope scope = requireNonNull(getOrderScope(select), "scope of ORDER BY");
      for (SqlNode item : order) {
        inferUnknownTypes(unknownType, scope, item);
      }
    }
    super.validateOrderList(select);
  }

  /** Whether nobody asked for this node: what looks at all of an expression does so once. */
  boolean isFirst(SqlNode node) {
    return seen.put(node, Boolean.TRUE) == null;
  }

  /** Operators and functions that mean something else for JSON and intervals. */
  @Override
  public RelDataType deriveType(SqlValidatorScope scope, SqlNode expr) {
    if (expr instanceof SqlBasicCall operation) {
      SpecialOperators.resolve(this, scope, operation);
    }
    if (expr instanceof SqlCase choice && isFirst(expr)) {
      new UnknownLiterals(this, scope).readResults(choice);
    }
    if (expr.getKind() == SqlKind.DOT) {
      SpecialOperators.nameField(this, scope, (SqlCall) expr);
    }
    SpecialOperators.resolveAggregate(this, scope, expr);
    return GroupedColumns.nullified(this, scope, expr, super.deriveType(scope, expr));
  }

  @Override
  public void validateAggregateParams(
      SqlCall aggCall,
      @Nullable SqlNode filter,
      @Nullable SqlNodeList distinctList,
      @Nullable SqlNodeList orderList,
      SqlValidatorScope scope) {
    OuterAggregates.refuse(aggCall, scope);
    if (orderList != null) {
      for (SqlNode key : orderList) {
        deriveType(scope, key); // below FILTER nobody else asks
      }
    }
    super.validateAggregateParams(aggCall, filter, distinctList, orderList, scope);
  }

  @Override
  public CalciteException handleUnresolvedFunction(
      SqlCall call,
      SqlOperator unresolvedFunction,
      List<RelDataType> argTypes,
      @Nullable List<String> argNames) {
    SqlParserPos position = call.getParserPosition();
    StringBuilder arguments = new StringBuilder();
    for (RelDataType type : argTypes) {
      arguments.append(arguments.length() == 0 ? "" : ", ").append(nameOf(type));
    }
    String name = unresolvedFunction.getName().toLowerCase(Locale.ROOT);
    throw new KarstException(
            ErrorCode.UNDEFINED_FUNCTION, "function " + name + "(" + arguments + ") does not exist")
        .withHint(
            "No function matches the given name and argument types."
                + " You might need to add explicit type casts.")
        .withPosition(position.getLineNum(), position.getColumnNum());
  }

  static String nameOf(RelDataType type) {
    SqlTypeName name = type.getSqlTypeName();
    return name == SqlTypeName.NULL || name == SqlTypeName.UNKNOWN || name == SqlTypeName.ANY
        ? "unknown"
        : TypeMapping.fromRel(type).toString();
  }
}
