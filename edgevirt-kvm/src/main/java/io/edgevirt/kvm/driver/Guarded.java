package io.edgevirt.kvm.driver;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** A role whose every method throws EdgeVirt's errors in place of libvirt's, so that none can be forgotten. */
final class Guarded {

    private Guarded() {}

    static <R> R role(Class<R> type, R role) {
        Object proxy = Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> call(role, method, arguments));
        return type.cast(proxy);
    }

    private static Object call(Object role, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(role, arguments);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            throw cause instanceof RuntimeException error ? Errors.of(error) : cause;
        }
    }
}
