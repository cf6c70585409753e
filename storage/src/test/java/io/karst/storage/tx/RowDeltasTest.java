package io.karst.storage.tx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowDeltasTest {
  private final RowDeltas deltas = new RowDeltas();

  @Test
  void countsAreSummedByTypeAndTable() {
    for (int i = 0; i < 100; i++) {
      deltas.add(i % 7, 1, 1);
      deltas.add(i % 7, 2, -2);
      deltas.mark();
    }
    assertThat(deltas.of(0, 1)).isEqualTo(15);
    assertThat(deltas.of(0, 2)).isEqualTo(-30);
    assertThat(deltas.of(6, 1)).isEqualTo(14);
    assertThat(deltas.of(7, 1)).isZero();
  }

  @Test
  void whatCameAfterAMarkIsUndoneAndNothingElse() {
    deltas.add(1, 1, 5);
    int first = deltas.mark();
    deltas.add(1, 1, 2);
    deltas.add(2, 1, 1);
    int second = deltas.mark();
    deltas.add(2, 1, 1);
    deltas.rollbackTo(second);
    assertThat(deltas.of(2, 1)).isEqualTo(1);
    deltas.add(2, 1, 4);
    deltas.rollbackTo(first);
    assertThat(deltas.of(1, 1)).isEqualTo(5);
    assertThat(deltas.of(2, 1)).isZero();
    deltas.add(1, 1, 1);
    List<String> sums = new ArrayList<>();
    deltas.forEach((type, table, rows) -> sums.add(type + "." + table + "=" + rows));
    assertThat(sums).containsExactly("1.1=6", "2.1=0");
  }
}
