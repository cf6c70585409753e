package io.karst.calcite.function;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.fun.SqlLibrary;
import org.apache.calcite.sql.fun.SqlLibraryOperatorTableFactory;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.apache.calcite.sql.validate.SqlNameMatchers;
import org.apache.calcite.sql.validate.SqlUserDefinedTableFunction;
import org.jspecify.annotations.Nullable;

/**
 * All functions and operators. A name defined by us hides Calcite's functions of that name; the
 * rest is SQL's standard and Calcite's PostgreSQL library.
 */
public final class KarstOperatorTable implements SqlOperatorTable {
  public static final KarstOperatorTable INSTANCE = new KarstOperatorTable();

  private final FunctionTable functions = new FunctionTable();
  private final FunctionTable internal = new FunctionTable();
  private final SqlOperatorTable calcite =
      SqlLibraryOperatorTableFactory.INSTANCE.getOperatorTable(
          SqlLibrary.STANDARD, SqlLibrary.POSTGRESQL);

  private KarstOperatorTable() {
    TextFunctions.register(functions);
    LetterCase.register(functions);
    PatternFunctions.register(functions);
    ByteFunctions.register(functions);
    IdentifierFunctions.register(functions);
    MathFunctions.register(functions);
    DecimalPowers.register(functions);
    TimeFunctions.register(functions);
    TimeFieldFunctions.register(functions);
    IntervalFunctions.register(functions);
    ByteAggregates.register(functions);
    IntervalAggregates.register(functions);
    AgeFunctions.register(functions);
    VectorFunctions.register(functions);
    JsonAccess.register(functions);
    JsonEdit.register(functions);
    JsonSets.register(functions);
    JsonPathFunctions.register(functions);
    JsonTableFunctions.register(functions);
    BitFunctions.register(functions);
    FloatFunctions.register(functions);
    ArrayFunctions.register(functions);
    Variadics.register(functions);
    Quantifiers.register(functions);
    RecordFunctions.register(functions);
    Aggregates.register(functions);
    Variances.register(functions);
    SessionFunctions.register(functions);
    DomainCast.register(functions);
    SeriesFunctions.register(functions);
    SetFunctions.register(functions);
    GraphFunctions.register(functions);
    MemberSet.register(internal);
    VectorFunctions.registerInternal(internal);
    TimeCasts.register(internal);
    OverlapsCalls.register(internal);
    IntervalFunctions.registerInternal(internal);
    IntervalLiteralFunctions.register(internal);
    ComparisonFunctions.register(internal);
    EqualityFunctions.register(internal);
    JsonOrder.register(internal);
    JsonScalars.register(internal);
    ScalarQueries.register(internal);
    LazyValues.register(internal);
    ValueShape.register(internal);
  }

  /** A native function with that many parameters, the first of its overloads that fits. */
  public static SqlOperator function(String name, String... parameters) {
    for (FunctionTable table : List.of(INSTANCE.internal, INSTANCE.functions)) {
      for (SqlOperator operator : table.named(name)) {
        if (operator instanceof NativeFunction function && function.takes(parameters)) {
          return operator;
        }
      }
    }
    throw new KarstException(
        ErrorCode.INTERNAL, "no native function " + name + List.of(parameters));
  }

  /** Our own functions of a name, whatever their arguments. */
  public List<SqlOperator> overloads(String name) {
    return functions.named(name);
  }

  /** Whether a function of that name exists, whatever its arguments. */
  public boolean hasFunction(String name) {
    List<SqlOperator> found = new ArrayList<>();
    lookupOperatorOverloads(
        new SqlIdentifier(name, SqlParserPos.ZERO),
        null,
        SqlSyntax.FUNCTION,
        found,
        SqlNameMatchers.liberal());
    return !found.isEmpty();
  }

  @Override
  public void lookupOperatorOverloads(
      SqlIdentifier opName,
      @Nullable SqlFunctionCategory category,
      SqlSyntax syntax,
      List<SqlOperator> operatorList,
      SqlNameMatcher nameMatcher) {
    if (opName.isSimple()) {
      String name = opName.getSimple().toLowerCase(Locale.ROOT);
      if (name.equals("lag") || name.equals("lead")) {
        operatorList.add(name.equals("lag") ? ShiftFunction.LAG : ShiftFunction.LEAD);
        return;
      }
      if (name.equals("greatest") || name.equals("least")) {
        operatorList.add(
            name.equals("greatest") ? ExtremeFunction.GREATEST : ExtremeFunction.LEAST);
        return;
      }
      if (name.equals("cast")) {
        operatorList.add(KarstCast.INSTANCE);
        return;
      }
      if (syntax == SqlSyntax.BINARY) {
        SqlOperator own = Operators.named(name);
        if (own != null) {
          operatorList.add(own);
          return;
        }
      } else if (syntax == SqlSyntax.PREFIX && name.equals("+")) {
        operatorList.add(Operators.SIGN);
        return;
      } else if (syntax == SqlSyntax.FUNCTION && addNative(name, category, operatorList)) {
        return;
      }
    }
    calcite.lookupOperatorOverloads(
        opName, category, syntax, operatorList, SqlNameMatchers.liberal());
  }

  private boolean addNative(
      String name, @Nullable SqlFunctionCategory category, List<SqlOperator> operatorList) {
    boolean found = false;
    for (SqlOperator operator : functions.named(name)) {
      boolean isTable = operator instanceof SqlUserDefinedTableFunction;
      if (category == null || category.isTableFunction() == isTable) {
        operatorList.add(operator);
        found = true;
      }
    }
    return found;
  }

  @Override
  public List<SqlOperator> getOperatorList() {
    List<SqlOperator> all = new ArrayList<>(calcite.getOperatorList());
    functions.all().forEach(all::addAll);
    all.addAll(Operators.all());
    return all;
  }
}
