package io.karst.calcite.validate;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * {@code table AS alias (column, ...)} with names for the first columns: the others keep theirs,
 * which are added when the columns of the table are known.
 */
final class ColumnAliases extends SqlBasicCall {
  private final List<SqlNode> operands;
  private boolean complete;

  ColumnAliases(SqlCall alias) {
    super(alias.getOperator(), alias.getOperandList(), alias.getParserPosition());
    this.operands = new ArrayList<>(alias.getOperandList());
  }

  /** An alias of VALUES, whose columns are column1, column2 ...; others as they are. */
  static SqlNode ofValues(SqlCall alias) {
    return alias.operand(0).getKind() == SqlKind.VALUES ? new ColumnAliases(alias) : alias;
  }

  /** The same for a query of WITH. */
  static SqlNode ofValues(SqlWithItem item) {
    if (item.columnList == null && item.query.getKind() == SqlKind.VALUES) {
      int columns = ((SqlCall) ((SqlCall) item.query).operand(0)).operandCount();
      List<SqlNode> names = new ArrayList<>();
      for (int i = 1; i <= columns; i++) {
        names.add(new SqlIdentifier("column" + i, SqlParserPos.ZERO));
      }
      item.columnList = new SqlNodeList(names, SqlParserPos.ZERO);
    }
    return item;
  }

  /** Adds the names of the columns that the alias does not name; returns all. */
  List<String> complete(List<String> columns) {
    if (complete) {
      return List.of();
    }
    complete = true;
    int named = operands.size() - 2;
    if (named > columns.size()) {
      throw tooMany("table \"" + operands.get(1) + "\"", columns.size(), named, this);
    }
    boolean values = operands.get(0).getKind() == SqlKind.VALUES;
    for (String column : columns.subList(named, columns.size())) {
      String name = values ? "column" + (operands.size() - 1) : column;
      operands.add(new SqlIdentifier(name, SqlParserPos.ZERO));
    }
    return separate(operands.subList(2, operands.size()));
  }

  /** Gives names that are there twice names of their own; returns all. */
  static List<String> separate(List<SqlNode> names) {
    List<String> distinct = DuplicateNames.distinct(names.stream().map(SqlNode::toString).toList());
    for (int i = 0; i < distinct.size(); i++) {
      names.set(i, new SqlIdentifier(distinct.get(i), names.get(i).getParserPosition()));
    }
    return distinct;
  }

  static KarstException tooMany(String table, int available, int named, SqlNode place) {
    SqlParserPos pos = place.getParserPosition();
    return new KarstException(
            ErrorCode.INVALID_COLUMN_REFERENCE,
            table + " has " + available + " columns available but " + named + " columns specified")
        .withPosition(pos.getLineNum(), pos.getColumnNum());
  }

  @Override
  public List<SqlNode> getOperandList() {
    return operands == null ? super.getOperandList() : operands;
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as the inherited method
  public <S extends SqlNode> S operand(int i) {
    return (S) operands.get(i);
  }

  @Override
  public void setOperand(int i, @Nullable SqlNode operand) {
    super.setOperand(i, operand);
    operands.set(i, java.util.Objects.requireNonNull(operand));
  }

  @Override
  public int operandCount() {
    return getOperandList().size();
  }

  @Override
  public SqlNode clone(SqlParserPos pos) {
    return new ColumnAliases(getOperator().createCall(pos, operands));
  }
}
