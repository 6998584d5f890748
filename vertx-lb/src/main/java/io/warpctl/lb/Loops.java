package io.warpctl.lb;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** All event loops that carry traffic; each is reached on its own thread, and its answer comes back on the caller's. */
final class Loops {
    /** One event loop: where it runs, its state, its data path. */
    record Member(Context context, Loop loop, Forwarder forwarder) {}

    private final List<Member> members;

    Loops(List<Member> members) {
        this.members = List.copyOf(members);
    }

    /** Asks every loop; complete when each has answered. */
    <T> Future<List<T>> ask(Function<Member, T> question) {
        List<Future<T>> answers = new ArrayList<>();
        members.forEach(member -> answers.add(on(member, m -> Future.succeededFuture(question.apply(m)))));
        return Future.all(answers).map(all -> all.<T>list());
    }

    /** Runs on every loop, one after the other: the first shows whether it can work at all. */
    Future<Void> each(Function<Member, Future<Void>> action) {
        Future<Void> done = Future.succeededFuture();
        for (Member member : members) {
            done = done.compose(previous -> on(member, action));
        }
        return done;
    }

    /** Runs on every loop at the same time, and waits for all, whether or not some fail. */
    Future<Void> all(Function<Member, Future<Void>> action) {
        List<Future<Void>> running = new ArrayList<>();
        members.forEach(member -> running.add(on(member, action)));
        return Future.join(running).mapEmpty();
    }

    private static <T> Future<T> on(Member member, Function<Member, Future<T>> action) {
        Promise<T> promise = Promise.promise();
        Optional<Context> caller = Optional.ofNullable(Vertx.currentContext());
        member.context().runOnContext(there -> {
            Future<T> result;
            try {
                result = action.apply(member);
            } catch (RuntimeException e) {
                result = Future.failedFuture(e);
            }
            result.onComplete(done -> caller.ifPresentOrElse(
                    context -> context.runOnContext(back -> promise.handle(done)), () -> promise.handle(done)));
        });
        return promise.future();
    }
}
