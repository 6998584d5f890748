package io.warpctl.cli.command;

import io.warpctl.cli.CommandFailure;
import io.warpctl.cli.api.Api;
import io.warpctl.cli.goal.Goal;
import io.warpctl.cli.goal.Verdict;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for a goal, saying on the way what it waits for. */
final class Waiting {
    private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(300);

    private Waiting() {}

    /**
     * Returns the sentence to end with.
     *
     * @throws CommandFailure when the goal cannot be reached, or was not within {@code limit}
     */
    static String until(Api api, String service, Goal goal, Duration limit, PrintWriter out) {
        long end = System.nanoTime() + limit.toNanos();
        String said = "";
        while (true) {
            Verdict verdict = goal.judge(api.objects(service));
            if (verdict.state() == Verdict.State.DONE) {
                return verdict.message();
            }
            if (verdict.state() == Verdict.State.FAILED) {
                throw new CommandFailure(verdict.message());
            }
            if (System.nanoTime() > end) {
                throw new CommandFailure(
                        "not done after " + limit.toSeconds() + " s, and it goes on: " + verdict.message());
            }
            if (!verdict.message().equals(said)) {
                said = verdict.message();
                out.println(said);
                out.flush();
            }
            LockSupport.parkNanos(INTERVAL);
        }
    }
}
