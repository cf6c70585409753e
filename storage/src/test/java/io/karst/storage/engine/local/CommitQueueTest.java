package io.karst.storage.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.karst.storage.engine.Durability;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is committed with whom. */
@Timeout(60)
final class CommitQueueTest {
  private static final long LONG = TimeUnit.HOURS.toNanos(1);
  private final CommitQueue queue = new CommitQueue();

  private static CommitRequest request() {
    return new CommitRequest(new WriteBuffer(Long.MAX_VALUE), null, Durability.SYNC, null);
  }

  /** Commits from another thread, which waits until it is committed or has the turn. */
  private Thread follower() {
    Thread thread =
        new Thread(
            () -> {
              if (queue.enter(request())) {
                queue.leave();
              }
            });
    thread.start();
    return thread;
  }

  private List<CommitRequest> commit(CommitRequest leader) throws InterruptedException {
    List<CommitRequest> group = queue.takeGroup(leader);
    for (CommitRequest each : group.subList(1, group.size())) {
      each.done();
    }
    return group;
  }

  @Test
  void whoeverCommitsAloneDoesNotWait() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      CommitRequest leader = request();
      assertThat(queue.enter(leader)).isTrue();
      queue.gather(LONG);
      assertThat(commit(leader)).hasSize(1);
      queue.leave();
    }
  }

  @Test
  void theLeaderWaitsForThoseOfTheLastGroup() throws InterruptedException {
    CommitRequest leader = request();
    assertThat(queue.enter(leader)).isTrue();
    Thread first = follower();
    while (first.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    queue.gather(LONG);
    assertThat(commit(leader)).hasSize(2);
    queue.leave();
    first.join();

    CommitRequest next = request();
    assertThat(queue.enter(next)).isTrue();
    Thread second = follower();
    queue.gather(LONG); // returns because the follower comes
    assertThat(commit(next)).hasSize(2);
    queue.leave();
    second.join();

    CommitRequest last = request();
    assertThat(queue.enter(last)).isTrue();
    queue.gather(1); // nobody comes: not for ever
    assertThat(commit(last)).hasSize(1);
    queue.leave();
  }
}
