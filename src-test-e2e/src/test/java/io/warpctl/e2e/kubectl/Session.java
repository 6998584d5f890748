package io.warpctl.e2e.kubectl;

import static io.warpctl.e2e.kubectl.Step.edits;
import static io.warpctl.e2e.kubectl.Step.fails;
import static io.warpctl.e2e.kubectl.Step.ok;

import java.util.List;

/** What a person types who knows Kubernetes; each command finds what the ones before it left. {@code $D} is the manifests' folder. */
final class Session {
    private Session() {}

    static List<Step> steps() {
        return List.of(
                // What there is.
                ok("version", "Server Version: v1\\.\\d+"),
                ok(
                        "api-resources --api-group=warpctl.io",
                        "warpenvironments +wenv +warpctl.io/v1alpha1 +true +WarpEnvironment",
                        "warpservices +wsvc +warpctl.io/v1alpha1 +true +WarpService",
                        "warpblocks +wblk +warpctl.io/v1alpha1 +true +WarpBlock",
                        "warpreleases +wrel +warpctl.io/v1alpha1 +true +WarpRelease",
                        "warphosts +whost +warpctl.io/v1alpha1 +false +WarpHost",
                        "warphostplans +wplan +warpctl.io/v1alpha1 +false +WarpHostPlan"),
                ok("api-resources --categories=warp -o name", "warpservices.warpctl.io"),
                ok("explain wsvc.spec.health.startupSeconds", "KIND: +WarpService", "FIELD: startupSeconds"),
                ok("explain wenv --recursive", "KIND: +WarpEnvironment", "listeners\\s", "hostSelector"),
                ok("auth can-i create wsvc", "yes"),
                ok("get wsvc", "No resources found in default namespace."),
                fails("get nodes", "the server doesn't have a resource type \"nodes\""),

                // Kubernetes' own kinds, whose bodies kubectl sends as protobuf.
                ok("create namespace shop", "namespace/shop created"),
                fails("create namespace shop", "AlreadyExists"),
                ok("create configmap settings -n shop --from-literal=color=blue", "configmap/settings created"),
                ok("get configmap settings -n shop -o jsonpath='{.data.color}'", "^blue$"),
                ok("create secret generic token -n shop --from-literal=key=value", "secret/token created"),
                ok("get secret token -n shop -o jsonpath='{.data.key}'", "^dmFsdWU=$"),
                ok(
                        "get ns,cm,secret -n shop",
                        "namespace/shop +Active",
                        "configmap/settings +1",
                        "secret/token +Opaque"),

                // Applying from files.
                ok("apply -f $D/environment.yaml", "warpenvironment.warpctl.io/local created"),
                ok("apply -f $D/first.yaml --dry-run=server", "hello created \\(server dry run\\)"),
                fails("get wsvc hello", "\\(NotFound\\): warpservices.warpctl.io \"hello\" not found"),
                ok("apply -f $D/first.yaml", "warpservice.warpctl.io/hello created"),
                ok("apply -f $D/first.yaml", "warpservice.warpctl.io/hello unchanged"),
                ok("diff -f $D/first.yaml", "\\A\\z"),
                fails("diff -f $D/second.yaml", "-  version: 1.0.0", "\\+  version: 1.1.0"),
                ok("apply -f $D/second.yaml", "warpservice.warpctl.io/hello configured"),
                fails("create -f $D/first.yaml", "AlreadyExists"),
                ok("replace -f $D/second.yaml", "warpservice.warpctl.io/hello replaced"),

                // Several writers.
                ok("apply --server-side -f $D/environment.yaml", "local serverside-applied"),
                fails(
                        "apply --server-side --field-manager=gitops -f $D/first.yaml",
                        "conflict with \"kubectl-client-side-apply\"",
                        "\\.spec\\.version"),
                ok(
                        "apply --server-side --field-manager=gitops --force-conflicts -f $D/first.yaml",
                        "hello serverside-applied"),
                ok("get wsvc hello -o jsonpath='{.spec.version}'", "^1.0.0$"),

                // Looking.
                ok("wait --for=condition=Stalled wsvc/hello --timeout=5m", "hello condition met"),
                ok("wait --for='jsonpath={.spec.version}'=1.0.0 wsvc/hello --timeout=5m", "hello condition met"),
                fails("wait --for=condition=Ready wsvc/hello --timeout=1s", "timed out waiting for the condition"),
                ok("get wsvc", "NAME +READY +STATUS +VERSION +TARGET +BLOCKS .*AGE", "hello +False +NoHostSelected .*0/4"),
                ok("get wsvc hello -o wide", "NAME .*ENVIRONMENT +IMAGE +MESSAGE", "there is no WarpHost yet"),
                ok("get wsvc hello -o name", "^warpservice.warpctl.io/hello$"),
                ok("get wsvc hello -o yaml", "kind: WarpService", "observedGeneration: \\d", "startupSeconds: 15"),
                ok("get wsvc -o json", "\"kind\": \"List\"", "\"image\": \"warp.local/hello\""),
                ok("get warp", "warpenvironment.warpctl.io/local", "warpservice.warpctl.io/hello"),
                ok("get wsvc -A --field-selector metadata.name=hello", "default +hello"),
                ok("describe wsvc hello", "Name: +hello", "Spec:", "Status:", "NoHostSelected", "Events:"),
                ok("get events", "No resources found|LAST SEEN"),

                // Changing by hand.
                ok("label wsvc hello team=shop", "hello labeled"),
                ok("get wsvc -l team=shop -o name", "warpservice.warpctl.io/hello"),
                ok("annotate wsvc hello example.com/note=tried", "hello annotated"),
                ok("patch wsvc hello --type=merge -p '{\"spec\":{\"version\":\"1.1.0\"}}'", "hello patched$"),
                ok("patch wsvc hello --type=merge -p '{\"spec\":{\"version\":\"1.1.0\"}}'", "patched \\(no change\\)"),
                ok(
                        "patch wsvc hello --type=json -p '[{\"op\":\"replace\",\"path\":\"/spec/blocks/0/weight\",\"value\":7}]'",
                        "hello patched"),
                ok("get wsvc hello -o jsonpath='{.spec.version} {.spec.blocks[0].weight}'", "^1.1.0 7$"),
                fails(
                        "patch wsvc hello -p '{\"spec\":{\"version\":\"1.2.0\"}}'",
                        "UnsupportedMediaType|application/strategic-merge-patch\\+json"),
                fails(
                        "patch wsvc hello --type=json -p '[{\"op\":\"replace\",\"path\":\"/spec/blocks/0/weight\",\"value\":-7}]'",
                        "spec\\.blocks\\[0\\]\\.weight"),
                edits("edit wsvc hello", "sed -i s/1.1.0/1.3.0/", "warpservice.warpctl.io/hello edited"),
                edits("edit wsvc hello", "true", "Edit cancelled, no changes made."),
                ok("get wsvc hello -o jsonpath='{.spec.version}'", "^1.3.0$"),
                // As for every custom resource without the subresource; it is not the service that is missing.
                fails("scale wsvc hello --replicas=3", "warpservices.warpctl.io \"hello\" not found"),

                // Taking away.
                ok("delete wsvc hello --dry-run=server", "\"hello\" deleted \\(server dry run\\)"),
                ok("delete wsvc hello --timeout=5m", "warpservice.warpctl.io \"hello\" deleted"),
                fails("get wsvc hello", "NotFound"),
                ok("get wblk,wrel", "No resources found in default namespace."),
                ok("delete -f $D/environment.yaml", "\"local\" deleted"),
                fails("delete wenv local", "NotFound"),
                ok("delete wenv local --ignore-not-found", "\\A\\z"),
                ok("delete namespace shop --timeout=5m", "namespace \"shop\" deleted"),
                fails("get configmap settings -n shop", "NotFound"));
    }
}
