package io.karst.calcite.plan;

import io.karst.calcite.rel.RexText;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexLocalRef;
import org.apache.calcite.rex.RexProgram;

/** The expressions of a program as EXPLAIN shows them; very long ones are left out. */
final class ProgramText {
  private static final int MOST_CALLS = 5_000;

  private final RexProgram program;
  private final List<String> names;

  private final ProgramSize size;

  private ProgramText(RexProgram program) {
    this.program = program;
    this.names = program.getInputRowType().getFieldNames();
    this.size = new ProgramSize(program);
  }

  static String of(RexProgram program) {
    ProgramText text = new ProgramText(program);
    StringBuilder out = new StringBuilder();
    if (program.getCondition() != null) {
      out.append(" filter=[").append(text.of(program.getCondition())).append(']');
    }
    List<String> columns = new ArrayList<>();
    for (RexLocalRef column : program.getProjectList()) {
      columns.add(text.of(column));
    }
    return out.append(" columns=[").append(String.join(", ", columns)).append(']').toString();
  }

  private String of(RexLocalRef expression) {
    return size.of(expression) > MOST_CALLS
        ? "..."
        : RexText.of(program.expandLocalRef(expression), names);
  }
}
