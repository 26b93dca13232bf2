import { defineRoutes } from '@tintype/http';
import { presentListedPerson } from '../reading/person.presenter.ts';
import type { Scope } from '../scope.ts';
import { getOwnProfile, getProfile } from './get-profile.query.ts';
import { GetMe, GetProfile, SearchPeople, SuggestPeople, UpdateMe } from './people.schema.ts';
import { presentProfile } from './profile.presenter.ts';
import { searchPeople } from './search-people.query.ts';
import { suggestPeople } from './suggest-people.query.ts';
import { updateMe } from './update-me.command.ts';

export const peopleRoutes = defineRoutes<Scope>((routes) => {
  routes.add(SearchPeople, async ({ scope, actor, query }) => {
    const rows = await searchPeople(scope, actor?.id, { text: query.q, limit: query.limit });
    return { items: rows.map((row) => presentListedPerson(row, scope.mediaUrls)) };
  });

  routes.add(SuggestPeople, async ({ scope, actor, query }) => {
    const rows = await suggestPeople(scope, actor.id, query.limit);
    return { items: rows.map((row) => presentListedPerson(row, scope.mediaUrls)) };
  });

  // Before the profile of a person: `me` is no handle (it is too short), but the router takes the first that fits.
  routes.add(GetMe, async ({ scope, actor }) => presentProfile(await getOwnProfile(scope, actor.id), scope.mediaUrls));

  routes.add(UpdateMe, async ({ scope, actor, body, newId }) => {
    await updateMe(scope, actor, body, newId);
    return presentProfile(await getOwnProfile(scope, actor.id), scope.mediaUrls);
  });

  routes.add(GetProfile, async ({ scope, actor, params }) => {
    return presentProfile(await getProfile(scope, actor?.id, params.handle), scope.mediaUrls);
  });
});
