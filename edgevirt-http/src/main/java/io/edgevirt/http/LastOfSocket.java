package io.edgevirt.http;

import java.io.IOException;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Ends a socket before its server does, which could be while the next request is on its way. */
final class LastOfSocket implements Interceptor {

    private final int most;
    private final Map<Connection, AtomicInteger> carried = new WeakHashMap<>();

    LastOfSocket(int most) {
        this.most = most;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        return chain.proceed(
                last(chain.connection())
                        ? chain.request()
                                .newBuilder()
                                .header("Connection", "close")
                                .build()
                        : chain.request());
    }

    private boolean last(@Nullable Connection socket) {
        if (socket == null) {
            return false;
        }
        synchronized (carried) {
            return carried.computeIfAbsent(socket, s -> new AtomicInteger()).incrementAndGet() >= most;
        }
    }
}
