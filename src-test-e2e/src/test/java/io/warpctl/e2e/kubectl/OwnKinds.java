package io.warpctl.e2e.kubectl;

import static io.warpctl.e2e.kubectl.Step.fails;
import static io.warpctl.e2e.kubectl.Step.ok;

import java.util.List;
import java.util.Map;

/** What is typed on a cluster that is not about Warp: permissions, a definition of one's own, Kubernetes' small kinds. */
final class OwnKinds {
    private static final String TOKEN = "\\A[\\w-]+\\.[\\w-]+\\.[\\w-]+\\z";

    private OwnKinds() {}

    /** The manifests the steps name, by file name. */
    static Map<String, String> files() {
        String widget = """
                apiVersion: lab.example.com/v1
                kind: Widget
                metadata: {name: w, namespace: lab}
                spec: {size: %s, replicas: 2%s}
                """;
        return Map.of(
                "definition.yaml",
                """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: widgets.lab.example.com}
                spec:
                  group: lab.example.com
                  scope: Namespaced
                  names: {plural: widgets, singular: widget, kind: Widget, shortNames: [wg]}
                  versions:
                    - name: v1
                      served: true
                      storage: true
                      subresources:
                        status: {}
                        scale: {specReplicasPath: .spec.replicas, statusReplicasPath: .status.replicas}
                      additionalPrinterColumns: [{name: Size, type: integer, jsonPath: .spec.size}]
                      schema:
                        openAPIV3Schema:
                          type: object
                          properties:
                            spec:
                              type: object
                              properties:
                                size: {type: integer, maximum: 9, description: How big it is.}
                                replicas: {type: integer}
                            status:
                              type: object
                              properties: {replicas: {type: integer}}
                """,
                "widget.yaml",
                widget.formatted("2", ""),
                "big-widget.yaml",
                widget.formatted("10", ""),
                "odd-widget.yaml",
                widget.formatted("2", ", odd: 1"),
                "role.yaml",
                """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: Role
                metadata: {name: reader, namespace: lab}
                rules: [{apiGroups: [''], resources: [events], verbs: [list]}]
                """);
    }

    static List<Step> steps() {
        return List.of(
                // Asking the server.
                ok("api-versions", "^v1$", "^warpctl.io/v1alpha1$", "^rbac.authorization.k8s.io/v1$"),
                ok("get --raw /readyz", "\\Aok\\z"),
                ok("get --raw '/readyz?verbose'", "^\\[\\+\\]store ok$", "^readyz check passed$"),
                ok("auth whoami", "Username +kubernetes-admin", "system:masters"),
                ok("auth can-i --list", "^\\*\\.\\* +\\[\\] +\\[\\] +\\[\\*\\]"),
                ok("create namespace lab --dry-run=client -o yaml", "kind: Namespace"),
                ok("create namespace lab", "namespace/lab created"),
                ok("get --raw /api/v1/namespaces/lab", "\"phase\":\"Active\""),

                // Who may what.
                ok("create serviceaccount robot -n lab", "serviceaccount/robot created"),
                ok("create token robot -n lab", TOKEN),
                ok("create token robot -n lab --duration=20m --audience=vault", TOKEN),
                fails("create token nobody -n lab", "serviceaccounts \"nobody\" not found"),
                ok("create role reader -n lab --verb=get,list,watch --resource=configmaps", "/reader created"),
                ok("create rolebinding reader -n lab --role=reader --serviceaccount=lab:robot", "/reader created"),
                ok("create clusterrole viewer --verb=get --resource=namespaces", "/viewer created"),
                ok("create clusterrolebinding viewer --clusterrole=viewer --group=viewers", "/viewer created"),
                ok("get role,rolebinding -n lab", "io/reader +\\d{4}-", "io/reader +Role/reader"),
                ok("get rolebinding reader -n lab -o wide", "Role/reader .*lab/robot"),
                ok("describe role reader -n lab", "configmaps +\\[\\] +\\[\\] +\\[get list watch\\]"),
                ok("describe rolebinding reader -n lab", "ServiceAccount +robot +lab"),
                ok("set subject rolebinding reader -n lab --user=ann", "subjects updated"),
                ok("auth reconcile -f $D/role.yaml", "/reader reconciled", "missing rules added:", "events"),
                ok("get role reader -n lab -o jsonpath='{.rules[*].resources}'", "configmaps.*events"),
                ok(
                        "delete clusterrole,clusterrolebinding viewer",
                        "role.*\"viewer\" deleted",
                        "binding.*\"viewer\" deleted"),

                // A kind of one's own.
                ok("create -f $D/definition.yaml", "widgets.lab.example.com created"),
                ok("wait --for=condition=Established crd/widgets.lab.example.com --timeout=1m", "condition met"),
                ok("get crd widgets.lab.example.com", "widgets.lab.example.com +\\d{4}-"),
                ok("explain widget.spec.size", "FIELD: size <integer>", "How big it is\\."),
                fails("apply -f $D/big-widget.yaml", "spec.size: Invalid value: 10: .*less than or equal to 9"),
                fails("apply -f $D/odd-widget.yaml", "unknown field \"spec.odd\""),
                ok("apply -f $D/odd-widget.yaml --validate=warn", "Warning: unknown field \"spec.odd\"", "w created"),
                ok("apply -f $D/widget.yaml", "widget.lab.example.com/w (configured|unchanged)"),
                ok("apply view-last-applied widget/w -n lab", "size: 2"),
                ok("get wg -n lab", "NAME +SIZE", "w +2"),
                ok("scale widget w -n lab --replicas=3", "widget.lab.example.com/w scaled"),
                ok("scale widget w -n lab --current-replicas=3 --replicas=4", "w scaled"),
                fails("scale widget w -n lab --current-replicas=3 --replicas=5", "xpected replicas to be 3, was 4"),
                ok("get widget w -n lab --subresource=scale -o jsonpath='{.spec.replicas}'", "\\A4\\z"),
                ok(
                        "patch widget w -n lab --subresource=status --type=merge -p '{\"status\":{\"replicas\":4}}'",
                        "w patched"),
                ok("wait --for='jsonpath={.status.replicas}'=4 widget/w -n lab --timeout=1m", "condition met"),
                ok("delete widgets --all -n lab", "\"w\" deleted"),
                ok("delete crd widgets.lab.example.com", "\"widgets.lab.example.com\" deleted"),
                fails("get widgets -n lab", "have a resource type|could not find the requested resource"),

                // Small things.
                ok("create configmap many -n lab --from-literal=a=1 --from-literal=b=2", "configmap/many created"),
                ok("get cm many -n lab -o go-template='{{.data.a}}{{.data.b}}'", "\\A12\\z"),
                ok("get cm -n lab --sort-by=.metadata.name -o custom-columns=N:.metadata.name", "^many"),
                ok("label cm many -n lab tier=x", "many labeled"),
                fails("label cm many -n lab tier=y", "already has a value \\(x\\), and --overwrite is false"),
                ok("label cm many -n lab tier=y --overwrite", "many labeled"),
                ok("get cm -n lab -l 'tier in (x,y)' --show-labels", "many +2 .*tier=y"),
                ok("delete cm -n lab -l tier=y", "configmap \"many\" deleted"),
                ok(
                        "create secret docker-registry hub -n lab --docker-server=r --docker-username=u --docker-password=p",
                        "secret/hub created"),
                ok("get secret hub -n lab -o jsonpath='{.type}'", "\\Akubernetes.io/dockerconfigjson\\z"),
                ok("delete namespace lab --timeout=5m", "namespace \"lab\" deleted"));
    }
}
