import { addInstance, removeInstance } from "../services/instances.ts";
import { getObject } from "../services/objects.ts";
import { type Handlers, pageInfo } from "./map.ts";

export const objects = {
  GET_objects: async ({ path, query, principal, base }, app) => {
    const { object, page } = await getObject(app, principal, path.objectId, query, base);
    return { status: 200, body: object, page: pageInfo(page) };
  },
  "POST_objects-instances": async ({ path, body, principal }, app) => {
    await addInstance(app, principal, path.objectId, body);
    return { status: 201, body: null };
  },
  "DELETE_objects-instances": async ({ path, query, principal }, app) => {
    await removeInstance(app, principal, path.objectId, query);
    return { status: 204 };
  },
} satisfies Partial<Handlers>;
