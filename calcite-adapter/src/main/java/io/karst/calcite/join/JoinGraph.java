package io.karst.calcite.join;

import io.karst.calcite.estimate.Distincts;
import io.karst.calcite.estimate.Selectivity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexNode;

/**
 * What holds between the inputs of a block, and how many rows sets of them have. Sets are bits.
 *
 * <p>The rows of a set do not depend on the order in which it is joined: they are the product of
 * the rows of its inputs and of the selectivities of all that holds inside of it.
 */
final class JoinGraph {
  /** Different values for each row of a column nobody knows about. */
  private static final double UNKNOWN_DISTINCT = 0.1;

  private static final double FEWEST_OF_ANTI = 0.05;

  private final JoinBlock block;
  private final List<ColumnClass> classes;
  private final List<Link> links = new ArrayList<>();
  private final List<KeyCorrection> corrections;

  /** Rows by input; for the right side of a LEFT join and its like, what they are multiplied by. */
  private final double[] rows;

  private final double[] distinct;

  /** Inputs that must be joined before one of them, as bits. */
  private final long[] needed;

  /** The inputs with a column that is compared with a column for equality, as bits. */
  private final long[] partners;

  /** A condition that makes no class. */
  private record Link(long inputs, double selectivity) {}

  JoinGraph(JoinBlock block) {
    this.block = block;
    int count = block.inputs().size();
    this.rows = new double[count];
    this.needed = new long[count];
    this.distinct = new double[block.width()];
    this.partners = new long[distinct.length];
    Arrays.fill(distinct, Double.NaN);
    for (int i = 0; i < count; i++) {
      rows[i] = rowsOf(block.inputs().get(i));
    }
    this.classes = ColumnClass.of(block);
    for (ColumnClass columns : classes) {
      for (int column : columns.columns()) {
        partners[column] |= columns.inputs() & ~(1L << block.inputOf(column));
      }
    }
    for (RexNode condition : block.conditions()) {
      if (ColumnClass.of(classes, condition) == null) {
        links.add(new Link(block.inputsOf(condition), selectivity(condition)));
        addPartners(condition);
      }
    }
    for (int i = 0; i < count; i++) {
      if (!block.inputs().get(i).isInner()) {
        addAlone(i, block.inputs().get(i));
      }
    }
    this.corrections = KeyCorrection.of(block, classes, this::distinct);
  }

  private static double rowsOf(JoinInput input) {
    Double rows = input.rel().getCluster().getMetadataQuery().getRowCount(input.rel());
    return rows == null ? 1 : Math.max(1, rows);
  }

  private void addPartners(RexNode condition) {
    ColumnClass.Pair pair = ColumnClass.Pair.of(condition);
    if (pair != null && block.inputOf(pair.left()) != block.inputOf(pair.right())) {
      partners[pair.left()] |= 1L << block.inputOf(pair.right());
      partners[pair.right()] |= 1L << block.inputOf(pair.left());
    }
  }

  /** The right side of a LEFT, SEMI or ANTI join. */
  private void addAlone(int number, JoinInput input) {
    double matches = rows[number];
    for (RexNode condition : input.on()) {
      needed[number] |= block.inputsOf(condition) & ~(1L << number);
      matches *= selectivity(condition);
      addPartners(condition);
    }
    if (needed[number] == 0) {
      needed[number] = 1; // the first one, as no other has to be there
    }
    rows[number] =
        switch (input.type()) {
          case LEFT -> Math.max(1, matches);
          case SEMI -> Math.min(1, matches);
          default -> Math.max(FEWEST_OF_ANTI, 1 - matches);
        };
  }

  private double selectivity(RexNode condition) {
    return new Selectivity(this::distinct).of(condition);
  }

  /** Different values of a column of the block. */
  private double distinct(int column) {
    if (Double.isNaN(distinct[column])) {
      JoinInput input = block.inputs().get(block.inputOf(column));
      double known = Distincts.of(input.rel(), column - input.first());
      distinct[column] = known < 1 ? Math.max(1, rowsOf(input) * UNKNOWN_DISTINCT) : known;
    }
    return distinct[column];
  }

  JoinBlock block() {
    return block;
  }

  int count() {
    return rows.length;
  }

  List<ColumnClass> classes() {
    return classes;
  }

  /** The inputs that give a value to look a column up with, as bits. */
  long partners(int column) {
    return partners[column];
  }

  /** Rows of one input alone. */
  double inputRows(int input) {
    return rowsOf(block.inputs().get(input));
  }

  /** Inputs that must be joined before one that is joined alone, as bits; 0 for others. */
  long needed(int input) {
    return needed[input];
  }

  boolean isInner(int input) {
    return block.inputs().get(input).isInner();
  }

  JoinRelType type(int input) {
    return block.inputs().get(input).type();
  }

  /** Estimated rows of a set. */
  double rows(long set) {
    double result = 1;
    for (long rest = set; rest != 0; rest &= rest - 1) {
      result *= rows[Long.numberOfTrailingZeros(rest)];
    }
    for (ColumnClass columns : classes) {
      result *= selectivity(columns, set);
    }
    for (Link link : links) {
      if ((link.inputs() & ~set) == 0) {
        result *= link.selectivity();
      }
    }
    for (KeyCorrection correction : corrections) {
      result *= correction.factor(set);
    }
    return Math.max(1, result);
  }

  /** One equality for each column but one; that one has the fewest values. */
  private double selectivity(ColumnClass columns, long set) {
    double result = 1;
    double fewest = Double.MAX_VALUE;
    for (int column : columns.columns()) {
      if (((set >>> block.inputOf(column)) & 1) != 0) {
        result /= distinct(column);
        fewest = Math.min(fewest, distinct(column));
      }
    }
    return fewest == Double.MAX_VALUE ? 1 : result * fewest;
  }

  /**
   * The inputs that each one can be joined with, as bits.
   *
   * @param derived whether columns that are equal by way of others join their inputs too
   */
  long[] neighbours(boolean derived) {
    long[] result = new long[count()];
    for (ColumnClass columns : classes) {
      if (derived) {
        connect(result, columns.inputs());
      }
    }
    for (RexNode condition : block.conditions()) {
      connect(result, block.inputsOf(condition));
    }
    for (int i = 0; i < count(); i++) {
      connect(result, needed[i] == 0 ? 0 : needed[i] | (1L << i));
    }
    connect(result, representatives(result));
    return result;
  }

  private static void connect(long[] neighbours, long set) {
    for (long rest = set; rest != 0; rest &= rest - 1) {
      int input = Long.numberOfTrailingZeros(rest);
      neighbours[input] |= set & ~(1L << input);
    }
  }

  /** The smallest input of each part that nothing connects with the others, as bits. */
  private long representatives(long[] neighbours) {
    long result = 0;
    long seen = 0;
    for (int i = 0; i < count(); i++) {
      if (((seen >>> i) & 1) != 0) {
        continue;
      }
      long part = 1L << i;
      int smallest = i;
      long open = part;
      while (open != 0) {
        int input = Long.numberOfTrailingZeros(open);
        smallest = isInner(input) && rows[input] < rows[smallest] ? input : smallest;
        open = (open | (neighbours[input] & ~part)) & ~(1L << input);
        part |= neighbours[input];
      }
      seen |= part;
      result |= 1L << smallest;
    }
    return result;
  }
}
